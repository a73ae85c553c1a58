import { z } from "zod";
import {
  type Rule,
  type RuleRequest,
  ruleRequestSchema,
  ruleSchema,
} from "../../resources/alert_rule.ts";
import type { Catalogue } from "../../store/catalogue.ts";
import { newId } from "../../store/ids.ts";
import { StoredList } from "../../store/stored_list.ts";

const MOST_RULES = 100;

/** The setting that says that the first rule was made, so that it can be deleted. */
const SEEDED = "seeded";

/** The rules that say of what alerts are raised. */
export class Rules {
  readonly #rules: StoredList<Rule>;

  /** Makes a first rule in a new catalogue. */
  constructor(catalogue: Catalogue) {
    const limit = { most: MOST_RULES, what: "rules" };
    this.#rules = new StoredList(catalogue, "alert-rule", ruleSchema, limit);
    const settings = new StoredList(catalogue, "alert-setting", z.object({ id: z.string() }));
    if (settings.get(SEEDED)) return;
    catalogue.together(() => {
      this.add(ruleRequestSchema.parse({ name: "Any high severity" }));
      settings.put({ id: SEEDED });
    });
  }

  get size(): number {
    return this.#rules.size;
  }

  list(): Rule[] {
    return [...this.#rules.values()];
  }

  get(id: string): Rule | null {
    return this.#rules.get(id);
  }

  /** @throws {TooManyError} */
  add(request: RuleRequest): Rule {
    this.#rules.refuseMore();
    return this.#put({ ...request, id: newId("rule"), createdAt: new Date().toISOString() });
  }

  change({ id, createdAt }: Rule, request: RuleRequest): Rule {
    return this.#put({ ...request, id, createdAt });
  }

  /** Takes a destination out of all rules. */
  forgetDestination(id: string): void {
    const users = this.list().filter(({ destinations }) => destinations.includes(id));
    this.#rules.put(
      ...users.map((rule) => ({
        ...rule,
        destinations: rule.destinations.filter((each) => each !== id),
      })),
    );
  }

  /** Deletes one; says whether there was one. */
  delete(id: string): boolean {
    return this.#rules.delete(id);
  }

  #put(rule: Rule): Rule {
    this.#rules.put(rule);
    return rule;
  }
}
