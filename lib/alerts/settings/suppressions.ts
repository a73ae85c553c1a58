import { isOver } from "../../base/is_over.ts";
import type { Alert } from "../../resources/alert.ts";
import {
  type Suppression,
  type SuppressionRequest,
  suppressionSchema,
} from "../../resources/alert_suppression.ts";
import type { Catalogue } from "../../store/catalogue.ts";
import { newId } from "../../store/ids.ts";
import { StoredList } from "../../store/stored_list.ts";
import { suppressionOf } from "../suppression_of.ts";

const MOST_SUPPRESSIONS = 500;

/** How long one that has ended is still listed. */
const LISTED_MS = 7 * 24 * 3_600_000;

/** What says which alerts are not sent, and until when. */
export class Suppressions {
  readonly #catalogue: Catalogue;
  readonly #suppressions: StoredList<Suppression>;

  constructor(catalogue: Catalogue) {
    const limit = { most: MOST_SUPPRESSIONS, what: "suppressions" };
    this.#catalogue = catalogue;
    this.#suppressions = new StoredList(catalogue, "alert-suppression", suppressionSchema, limit);
  }

  /** Those that hold, and those that ended in the last week. */
  list(): Suppression[] {
    return [...this.#suppressions.values()];
  }

  /** The first that holds for an alert. */
  of(alert: Alert): Suppression | null {
    return suppressionOf(alert, this.#suppressions.values(), Date.now());
  }

  /** @throws {TooManyError} */
  add({ minutes, ...request }: SuppressionRequest): Suppression {
    this.#forgetExpired();
    this.#suppressions.refuseMore();
    const now = Date.now();
    const suppression: Suppression = {
      ...request,
      id: newId("suppression"),
      createdAt: new Date(now).toISOString(),
      expiresAt: new Date(now + minutes * 60_000).toISOString(),
    };
    this.#suppressions.put(suppression);
    return suppression;
  }

  /**
   * Suppressions of alerts like these, all or none: for each rule, model and entity of them.
   *
   * @throws {TooManyError}
   */
  mute(alerts: readonly Alert[], minutes: number, comment: string): Suppression[] {
    const different = new Map(
      alerts.map(({ rule, model, entity }) => {
        const target = { rule: rule.id, model: model?.id ?? null, entity };
        return [JSON.stringify(target), target];
      }),
    );
    const made: Suppression[] = [];
    this.#suppressions.refuseMore(different.size);
    this.#catalogue.together(() => {
      for (const target of different.values()) {
        made.push(this.add({ ...target, minutes, comment }));
      }
    });
    return made;
  }

  /** Deletes one; says whether there was one. */
  delete(id: string): boolean {
    return this.#suppressions.delete(id);
  }

  #forgetExpired(): void {
    const oldest = Date.now() - LISTED_MS;
    for (const { id, expiresAt } of this.list()) {
      if (isOver(expiresAt, oldest)) this.#suppressions.delete(id);
    }
  }
}
