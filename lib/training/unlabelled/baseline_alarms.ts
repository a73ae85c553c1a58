import { filled } from "../../base/typed_arrays.ts";
import { applyRule, flagRows, movesAlong } from "../../learning/thresholds/apply_rule.ts";
import { promisedRate } from "../../learning/thresholds/promised_rate.ts";
import type { ThresholdRule } from "../../learning/thresholds/rule.ts";
import type { BaselineAlarms } from "../../resources/unlabelled.ts";

/** Fewer rows say nothing about a threshold. */
const FEWEST_ROWS = 40;

/**
 * How many usual records a rule flags. A threshold flags of the rows that it was set by what its rule
 * promises, so half of the held-out rows set it and the other half try it, and the other way round.
 *
 * @param scores of held-out training rows and of the test rows
 * @returns `null` where too few rows were held out, or the rule cannot do with half of them
 */
export function baselineAlarms(
  rule: ThresholdRule,
  { heldOut, test }: { heldOut: Float32Array; test: Float32Array },
): BaselineAlarms | null {
  if (heldOut.length < FEWEST_ROWS) return null;
  const [first, second] = [0, 1].map((start) => everyOther(heldOut, start));
  try {
    return {
      rows: heldOut.length,
      flagged: countFlagged(rule, first, second, test) + countFlagged(rule, second, first, test),
      target: promisedRate(rule),
    };
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function countFlagged(
  rule: ThresholdRule,
  setBy: Float32Array,
  triedOn: Float32Array,
  test: Float32Array,
): number {
  const value = movesAlong(rule) ? 0 : applyRule(rule, { heldOut: setBy, test, truth: null }).value;
  const flags = flagRows(rule, value, { test: triedOn, heldOut: setBy });
  return flags.reduce((sum, flag) => sum + flag, 0);
}

function everyOther(scores: Float32Array, start: number): Float32Array {
  return filled(
    new Float32Array(Math.ceil((scores.length - start) / 2)),
    (i) => scores[start + 2 * i],
  );
}
