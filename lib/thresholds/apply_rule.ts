/**
 * From a rule to a threshold.
 *
 * @module
 */
import { fixedThreshold } from "./fixed.ts";
import { quantileThreshold } from "./quantile.ts";
import type { ThresholdRule } from "./rule.ts";

/**
 * The threshold that a rule gives; a record is an anomaly when its score is greater.
 *
 * @param heldOutScores scores of held-out normal training rows
 * @throws {RangeError} when the rule needs held-out scores and there are none
 */
export function applyRule(rule: ThresholdRule, heldOutScores: Float32Array): number {
  switch (rule.rule) {
    case "quantile":
      return quantileThreshold(heldOutScores, rule.q);
    case "fixed":
      return fixedThreshold(rule.value);
  }
}
