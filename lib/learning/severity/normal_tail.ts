/**
 * How rare a score is among normal records.
 *
 * @module
 */
import {
  fitGeneralisedPareto,
  type GeneralisedPareto,
  logSurvival,
} from "../thresholds/tail/generalised_pareto.ts";
import { peaksAbove } from "../thresholds/tail/peaks.ts";

/** Scores above this quantile make up the tail that is extrapolated. */
const TAIL_LEVEL = 0.95;

/** The distribution of the scores of normal records. */
export interface NormalTail {
  /** Held-out scores, ascending. */
  ascending: Float32Array;
  /** Where the fitted tail begins. */
  start: number;
  /** The distribution of the excesses over `start`; `null` when all scores are equal. */
  tail: GeneralisedPareto | null;
}

/**
 * Learns the distribution of normal scores.
 *
 * The shape of the tail is not let below 0: a tail with an end would call all scores beyond it
 * equally impossible.
 *
 * @param heldOut scores of normal records that the detector was not fitted on; left as they are
 * @throws {RangeError} without scores
 */
export function fitNormalTail(heldOut: Float32Array): NormalTail {
  if (heldOut.length === 0) {
    throw new RangeError("Severity needs at least one held-out normal row.");
  }
  const { start, excesses } = peaksAbove(heldOut, TAIL_LEVEL);
  return {
    ascending: Float32Array.from(heldOut).sort(),
    start,
    tail: excesses.length > 0 ? fitGeneralisedPareto(excesses, 0) : null,
  };
}

/**
 * The natural logarithm of the probability that a normal record scores as high as `score`.
 *
 * Up to the largest held-out score it is the conformal p-value: one more than the number of held-out
 * scores that are at least as high, over one more than there are. It depends on the order of the
 * scores alone, so it means the same for every detector. Beyond the largest one it falls on along
 * the fitted tail.
 *
 * Source: S. Bates et al., "Testing for outliers with conformal p-values", Annals of Statistics
 * 51 (1), 2023.
 *
 * @returns at most 0, never rising with the score
 */
export function logTailProbability({ ascending, start, tail }: NormalTail, score: number): number {
  const rows = ascending.length;
  const rarest = -Math.log(rows + 1);
  const largest = ascending[rows - 1];
  if (score <= largest) return Math.log(1 + rows - countBelow(ascending, score)) + rarest;
  if (!tail) return rarest;
  return rarest + logSurvival(tail, score - start) - logSurvival(tail, largest - start);
}

function countBelow(ascending: Float32Array, score: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (ascending[middle] < score) low = middle + 1;
    else high = middle;
  }
  return low;
}
