/**
 * From a rule to decisions.
 *
 * @module
 */
import { thresholdDefinition } from "./catalogue.ts";
import type { ThresholdScores } from "./definition.ts";
import { fixedJudge, type Judge } from "./judge.ts";
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
 * Decides on scores as a rule does.
 *
 * @param value the threshold that the rule gave
 * @param heldOut scores that a moving threshold starts from; without any it stays at `value`
 */
export function judgeBy(
  rule: ThresholdRule,
  value: number,
  heldOut: Float32Array | null,
): Judge {
  const { judge } = thresholdDefinition(rule.rule);
  return judge && heldOut && heldOut.length > 0 ? judge(rule, heldOut) : fixedJudge(value);
}

/**
 * The decision of a rule on each test row, 1 for flagged.
 *
 * @param value the threshold that the rule gave for these scores
 */
export function flagRows(
  rule: ThresholdRule,
  value: number,
  { test, heldOut }: { test: Float32Array; heldOut: Float32Array | null },
): Uint8Array {
  const flags = new Uint8Array(test.length);
  judgeBy(rule, value, heldOut).judge(test, flags);
  return flags;
}

/** The decision of a threshold that does not move on each score, 1 for flagged. */
export function flagsAbove(scores: Float32Array, threshold: number): Uint8Array {
  const flags = new Uint8Array(scores.length);
  fixedJudge(threshold).judge(scores, flags);
  return flags;
}

/** Whether the decisions of a rule are other than "greater than its threshold". */
export function movesAlong({ rule }: ThresholdRule): boolean {
  return thresholdDefinition(rule).judge !== undefined;
}
