/**
 * Tails of counts that vary more than those of a Poisson process.
 *
 * The variance is mean + dispersion * mean², so the sum of the tail is a regularised incomplete beta
 * function.
 *
 * Source: N. Johnson, A. Kemp and S. Kotz, Univariate Discrete Distributions, 3rd edition, 5.6.
 *
 * @module
 */
import { incompleteBeta } from "../../learning/thresholds/tail/incomplete_beta.ts";

/** Smaller probabilities are not told apart. */
const SMALLEST = 1e-300;

/**
 * -log10 of the probability of at least `count`.
 *
 * @param mean greater than 0
 * @param dispersion greater than 0
 */
export function upperTailScore(count: number, mean: number, dispersion: number): number {
  if (count <= 0) return 0;
  const size = 1 / dispersion;
  return score(incompleteBeta(count, size, mean / (mean + size)));
}

/**
 * -log10 of the probability of at most `count`.
 *
 * @param mean greater than 0
 * @param dispersion greater than 0
 */
export function lowerTailScore(count: number, mean: number, dispersion: number): number {
  const size = 1 / dispersion;
  return score(incompleteBeta(size, count + 1, size / (mean + size)));
}

function score(probability: number): number {
  return Math.max(0, -Math.log10(Math.max(probability, SMALLEST)));
}
