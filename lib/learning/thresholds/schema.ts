/**
 * Checks threshold rules that come from outside.
 *
 * @module
 */
import { z } from "zod";
import { paramsShape } from "../params.ts";
import { THRESHOLDS } from "./catalogue.ts";
import type { ThresholdDefinition } from "./definition.ts";
import type { RuleName, ThresholdRule } from "./rule.ts";

/** The names of all rules. */
export const RULE_NAMES: RuleName[] = THRESHOLDS.map(({ rule }) => rule);

const [first, ...others] = THRESHOLDS.map(ruleSchema);

/**
 * A {@linkcode ThresholdRule} as the HTTP API takes it, made from the fields of each rule: defaults
 * are filled in.
 */
export const thresholdRuleSchema: z.ZodType<ThresholdRule> = z.discriminatedUnion(
  "rule",
  [first, ...others],
  {
    error: `A threshold is an object such as {"rule": "quantile", "q": 0.95}; rules are ${
      THRESHOLDS.map(({ rule }) => rule).join(", ")
    }.`,
  },
) as z.ZodType<unknown> as z.ZodType<ThresholdRule>;

function ruleSchema(definition: ThresholdDefinition) {
  const { rule, fields } = definition;
  const schema = z.strictObject({ rule: z.literal(rule), ...paramsShape(fields) });
  return schema.superRefine((value, context) => {
    const fault = definition.check?.(value as unknown as ThresholdRule);
    if (fault) context.addIssue({ code: "custom", path: [fault.name], message: fault.message });
  });
}
