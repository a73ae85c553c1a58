/**
 * Precision against recall.
 *
 * @module
 */
import { type OperatingPoints, operatingPoints } from "../operating_points.ts";

/** The points of a precision-recall curve, recall rising to 1. */
export interface PrPoints {
  recall: Float64Array;
  precision: Float64Array;
  /** Flagging the scores greater than it gives the point. */
  threshold: Float64Array;
}

/** A precision-recall curve and its summary. */
export interface PrCurve {
  /** `null` when the truth has one class only: it says nothing of the scores then. */
  averagePrecision: number | null;
  points: PrPoints | null;
}

/**
 * The precision-recall curve of scores against the truth. The average precision is the sum of the
 * precisions weighted with the rise of recall, without interpolation, as scikit-learn's
 * `average_precision_score` has it.
 *
 * @param scores one a row, higher is more anomalous
 * @param truth 1 for an attack, 0 for a normal row
 * @throws {RangeError} when the lengths differ or a score is not finite
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { prCurve } from "./pr_curve.ts";
 *
 * const scores = Float32Array.of(0.1, 0.4, 0.35, 0.8);
 * assert.equal(prCurve(scores, Uint8Array.of(1, 0, 0, 1)).averagePrecision, 0.75);
 * ```
 */
export function prCurve(scores: Float32Array, truth: Uint8Array): PrCurve {
  return prCurveOf(operatingPoints(scores, truth));
}

/** The curve of operating points, for callers that have them; see {@linkcode prCurve}. */
export function prCurveOf(
  { threshold, truePositives, falsePositives, positives, negatives }: OperatingPoints,
): PrCurve {
  if (positives === 0 || negatives === 0) return { averagePrecision: null, points: null };
  const recall = new Float64Array(threshold.length);
  const precision = new Float64Array(threshold.length);
  let sum = 0;
  let before = 0;
  for (let i = 0; i < threshold.length; i++) {
    const tp = truePositives[i];
    precision[i] = tp / (tp + falsePositives[i]);
    recall[i] = tp / positives;
    sum += (tp - before) * precision[i];
    before = tp;
  }
  return { averagePrecision: sum / positives, points: { recall, precision, threshold } };
}
