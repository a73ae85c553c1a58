/**
 * Metrics of decisions.
 *
 * @module
 */
import type { Confusion } from "./types.ts";

/** Metrics that follow from a confusion matrix; `null` where one is not defined. */
export interface Classification {
  /** Share of the rows that are decided rightly; `null` without rows. */
  accuracy: number | null;
  /** Share of the flagged rows that are attacks; `null` when nothing is flagged. */
  precision: number | null;
  /** Share of the attacks that are flagged; `null` without attacks. */
  recall: number | null;
  /** Harmonic mean of precision and recall; `null` without attacks and flagged rows, 0 with no hit. */
  f1: number | null;
}

/**
 * Accuracy, precision, recall and F1 with attacks as the positive class. What would divide zero by
 * zero is `null`, never a made-up 0 or 1.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { classification } from "./classification.ts";
 *
 * const { accuracy, recall } = classification({ tn: 5, fp: 1, fn: 2, tp: 2 });
 * assert.deepEqual({ accuracy, recall }, { accuracy: 0.7, recall: 0.5 });
 * ```
 */
export function classification({ tn, fp, fn, tp }: Confusion): Classification {
  return {
    accuracy: share(tp + tn, tn + fp + fn + tp),
    precision: share(tp, tp + fp),
    recall: share(tp, tp + fn),
    f1: share(2 * tp, 2 * tp + fp + fn),
  };
}

function share(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}
