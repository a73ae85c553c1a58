/**
 * Metrics that rare attacks do not distort.
 *
 * @module
 */
import type { Confusion } from "./types.ts";

/**
 * The mean of recall and of the share of normal rows that are let pass, as scikit-learn's
 * `balanced_accuracy_score` has it; `null` where the truth has one class only.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { balancedAccuracy } from "./balanced.ts";
 *
 * assert.equal(balancedAccuracy({ tn: 90, fp: 10, fn: 5, tp: 5 }), 0.7);
 * ```
 */
export function balancedAccuracy({ tn, fp, fn, tp }: Confusion): number | null {
  if (tp + fn === 0 || tn + fp === 0) return null;
  return (tp / (tp + fn) + tn / (tn + fp)) / 2;
}

/**
 * Matthews' correlation of decisions and truth, from -1 to 1; 0 is what chance gives. `null` where
 * either has one class only.
 *
 * Source: B. W. Matthews, "Comparison of the predicted and observed secondary structure of T4 phage
 * lysozyme", Biochimica et Biophysica Acta 405 (2), 1975.
 */
export function matthewsCorrelation({ tn, fp, fn, tp }: Confusion): number | null {
  const sides = [tp + fp, tp + fn, tn + fp, tn + fn];
  if (sides.includes(0)) return null;
  // The roots one by one: the product of four counts of millions is no longer exact.
  const scale = sides.reduce((product, side) => product * Math.sqrt(side), 1);
  return (tp * tn - fp * fn) / scale;
}
