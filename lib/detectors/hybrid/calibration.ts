/**
 * Scores of different detectors on one scale.
 *
 * @module
 */
import { logTailProbability, type NormalTail } from "../../learning/severity/normal_tail.ts";

/** How scores become comparable. */
export type Calibration = "probability" | "rank";

/** Beyond one normal row in 10^10000 nothing differs any more; also keeps sums finite. */
const RAREST = 1e4;

/**
 * What a score means among normal rows, the same for every detector. Never falls as the score rises.
 *
 * - `rank`: the share of held-out normal rows that score lower, 0 to 1, 1 excluded (the empirical
 *   distribution). All scores above the largest held-out one get the same value.
 * - `probability`: s where one normal row in 10^s scores as high, from 0; beyond the largest held-out
 *   score along a generalised Pareto tail.
 *
 * Source: H.-P. Kriegel, P. Kröger, E. Schubert, A. Zimek, "Interpreting and Unifying Outlier Scores",
 * SDM 2011, for the idea; the tail is that of severity.
 */
export function calibrate(normals: NormalTail, score: number, calibration: Calibration): number {
  const tail = logTailProbability(normals, score);
  if (calibration === "probability") return Math.min(0 - tail / Math.LN10, RAREST);
  return 0 - Math.expm1(Math.max(tail, -Math.log(normals.ascending.length + 1)));
}

/**
 * A mean of calibrated scores as a number between 0 and 1, both excluded also in 32 bits beside a
 * whole number below 8. Never falls as the mean rises.
 */
export function asFraction(mean: number, calibration: Calibration): number {
  const fraction = calibration === "probability" ? mean / (1 + mean) : mean;
  return Math.min(Math.max(fraction, MARGIN), 1 - MARGIN);
}

const MARGIN = 2 ** -20;
