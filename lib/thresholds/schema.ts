/**
 * Checks threshold rules that come from outside.
 *
 * @module
 */
import { z } from "zod";
import type { ThresholdRule } from "./rule.ts";

const BETWEEN = "q must be a number greater than 0 and less than 1, such as 0.95";

const quantileRule = z.strictObject({
  rule: z.literal("quantile"),
  q: z.number({ error: BETWEEN }).gt(0, BETWEEN).lt(1, BETWEEN),
});

const fixedRule = z.strictObject({
  rule: z.literal("fixed"),
  value: z.number({ error: "value must be a finite number" }),
});

/** A {@linkcode ThresholdRule} as the HTTP API takes it. */
export const thresholdRuleSchema: z.ZodType<ThresholdRule> = z.discriminatedUnion(
  "rule",
  [quantileRule, fixedRule],
  { error: 'A threshold is {"rule": "quantile", "q": 0.95} or {"rule": "fixed", "value": 0.5}' },
);
