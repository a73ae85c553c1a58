/**
 * The receiver operating characteristic.
 *
 * @module
 */
import { type OperatingPoints, operatingPoints } from "../operating_points.ts";

/** The points of a ROC curve, from (0, 0) to (1, 1). */
export interface RocPoints {
  /** False positive rate: the share of the normal rows that are flagged. */
  fpr: Float64Array;
  /** True positive rate: the share of the attacks that are flagged. */
  tpr: Float64Array;
  /** Flagging the scores greater than it gives the point. */
  threshold: Float64Array;
}

/** A ROC curve and the area under it. */
export interface RocCurve {
  /** `null` when the truth has one class only: the curve is not defined then. */
  auc: number | null;
  points: RocPoints | null;
}

/**
 * The ROC curve of scores against the truth; the area is the chance that an attack scores higher
 * than a normal row, ties counted half, as scikit-learn's `roc_auc_score` has it.
 *
 * Source: T. Fawcett, "An introduction to ROC analysis", Pattern Recognition Letters 27, 2006.
 *
 * @param scores one a row, higher is more anomalous
 * @param truth 1 for an attack, 0 for a normal row
 * @throws {RangeError} when the lengths differ or a score is not finite
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { rocCurve } from "./roc_curve.ts";
 *
 * const { auc } = rocCurve(Float32Array.of(0.1, 0.4, 0.35, 0.8), Uint8Array.of(0, 0, 1, 1));
 * assert.equal(auc, 0.75);
 * ```
 */
export function rocCurve(scores: Float32Array, truth: Uint8Array): RocCurve {
  return rocCurveOf(operatingPoints(scores, truth));
}

/** The ROC curve of operating points, for callers that have them; see {@linkcode rocCurve}. */
export function rocCurveOf(
  { highest, threshold, truePositives, falsePositives, positives, negatives }: OperatingPoints,
): RocCurve {
  if (positives === 0 || negatives === 0) return { auc: null, points: null };
  const fpr = new Float64Array(threshold.length + 1);
  const tpr = new Float64Array(threshold.length + 1);
  const thresholds = new Float64Array(threshold.length + 1);
  thresholds[0] = highest;
  let doubledArea = 0;
  let tp = 0;
  let fp = 0;
  for (let i = 0; i < threshold.length; i++) {
    doubledArea += (falsePositives[i] - fp) * (truePositives[i] + tp);
    tp = truePositives[i];
    fp = falsePositives[i];
    fpr[i + 1] = fp / negatives;
    tpr[i + 1] = tp / positives;
    thresholds[i + 1] = threshold[i];
  }
  return {
    auc: doubledArea / (2 * positives * negatives),
    points: { fpr, tpr, threshold: thresholds },
  };
}
