/**
 * Decisions against the truth.
 *
 * @module
 */
import type { Confusion } from "./types.ts";
import { checkLengths } from "./operating_points.ts";

/**
 * Counts right and wrong decisions; a row is flagged when its score is greater than the threshold.
 *
 * @param scores one a row, higher is more anomalous
 * @param truth 1 for an attack, 0 for a normal row
 * @throws {RangeError} when the lengths differ
 */
export function confusionAt(
  scores: Float32Array,
  truth: Uint8Array,
  threshold: number,
): Confusion {
  checkLengths(scores, truth);
  const confusion = { tn: 0, fp: 0, fn: 0, tp: 0 };
  for (let i = 0; i < scores.length; i++) {
    if (scores[i] > threshold) truth[i] !== 0 ? confusion.tp++ : confusion.fp++;
    else truth[i] !== 0 ? confusion.fn++ : confusion.tn++;
  }
  return confusion;
}
