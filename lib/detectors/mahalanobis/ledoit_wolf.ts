/**
 * The shrunk covariance of Ledoit and Wolf.
 *
 * @module
 */
import type { Moments } from "../../learning/linear_algebra/moments.ts";

/**
 * How much of the covariance gives way to the mean variance times the unit matrix, so that the
 * expected error is least: 0 for many rows, 1 where rows tell nothing of the directions.
 *
 * Source: O. Ledoit, M. Wolf, "A Well-Conditioned Estimator for Large-Dimensional Covariance
 * Matrices", Journal of Multivariate Analysis 88, 2004.
 *
 * @param rows of the sample
 * @returns 0 to 1
 */
export function ledoitWolfShrinkage({ covariance, mean, quartic }: Moments, rows: number): number {
  const cols = mean.length;
  const scale = meanVariance(covariance, cols);
  let square = 0;
  for (const value of covariance) square += value * value;
  const spread = square - cols * scale * scale;
  if (!(spread > 0)) return 0;
  const noise = Math.max(0, quartic - square) / rows;
  return Math.min(1, noise / spread);
}

/** `(1 - shrinkage) * covariance + shrinkage * scale * I` */
export function shrink(
  covariance: Float64Array,
  cols: number,
  shrinkage: number,
  scale: number,
): Float64Array {
  const shrunk = covariance.map((value) => (1 - shrinkage) * value);
  for (let i = 0; i < cols; i++) shrunk[i * cols + i] += shrinkage * scale;
  return shrunk;
}

/** The mean of the diagonal of a covariance matrix. */
export function meanVariance(covariance: Float64Array, cols: number): number {
  let trace = 0;
  for (let i = 0; i < cols; i++) trace += covariance[i * cols + i];
  return trace / cols;
}
