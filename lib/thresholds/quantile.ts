/**
 * A threshold that a chosen share of normal traffic stays below.
 *
 * @module
 */
import { quantile } from "../metrics/quantile.ts";

/**
 * The `q` quantile of the scores of normal rows that the detector has not been fitted on: about
 * 1 - q of normal traffic like it will be flagged.
 *
 * @param heldOutScores scores of held-out normal training rows, never of test rows
 * @param q greater than 0 and less than 1
 * @throws {RangeError} without scores, or when `q` is out of its range
 */
export function quantileThreshold(heldOutScores: Float32Array, q: number): number {
  if (!(q > 0 && q < 1)) {
    throw new RangeError(`The quantile of a threshold must lie between 0 and 1, not ${q}.`);
  }
  if (heldOutScores.length === 0) {
    throw new RangeError(
      "A quantile threshold needs the scores of at least one held-out normal row.",
    );
  }
  return quantile(heldOutScores, q);
}
