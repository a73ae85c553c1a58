/**
 * From a rule to decisions.
 *
 * @module
 */
import { filled } from "../../base/typed_arrays.ts";
import { thresholdDefinition } from "./catalogue.ts";
import type { ThresholdScores } from "./definition.ts";
import type { Threshold, ThresholdRule } from "./rule.ts";

/**
 * The threshold that a rule gives; a record is an anomaly when its score is greater.
 *
 * @throws {RangeError} when the rule needs scores or labels that are not there
 */
export function applyRule(rule: ThresholdRule, scores: ThresholdScores): Threshold {
  return thresholdDefinition(rule.rule).apply(rule, scores);
}

/**
 * The decision of a rule on each test row, 1 for flagged.
 *
 * @param value the threshold that the rule gave for these scores
 */
export function flagRows(
  rule: ThresholdRule,
  value: number,
  scores: ThresholdScores,
): Uint8Array {
  return thresholdDefinition(rule.rule).flag?.(rule, scores) ??
    filled(new Uint8Array(scores.test.length), (row) => scores.test[row] > value ? 1 : 0);
}

/** Whether the decisions of a rule are other than "greater than its threshold". */
export function movesAlong({ rule }: ThresholdRule): boolean {
  return thresholdDefinition(rule).flag !== undefined;
}
