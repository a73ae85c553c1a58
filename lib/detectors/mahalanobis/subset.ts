/**
 * Location and covariance of some rows of a sample, and how far all of its rows are from there.
 *
 * @module
 */
import { cholesky, logDeterminant } from "../../learning/linear_algebra/cholesky.ts";
import type { Rows } from "../../learning/linear_algebra/moments.ts";
import { meanVariance, shrink } from "./ledoit_wolf.ts";

/** What covariances of subsets are mixed with, so that they can be inverted. */
export interface Regularisation {
  /** Share of the target, 0 to 1. */
  share: number;
  /** Variance of the target, which is the same in all directions. */
  variance: number;
}

/** An estimate from some rows. */
export interface Estimate {
  mean: Float64Array;
  /** Regularised. */
  covariance: Float64Array;
  /** The Cholesky factor of the covariance. */
  factor: Float64Array;
  logDeterminant: number;
}

/** Mean and covariance of rows, as they are. */
export function subsetMoments({ data, cols }: Rows, subset: Uint32Array) {
  const mean = new Float64Array(cols);
  for (const row of subset) for (let j = 0; j < cols; j++) mean[j] += data[row * cols + j];
  for (let j = 0; j < cols; j++) mean[j] /= subset.length;
  const covariance = new Float64Array(cols * cols);
  const offsets = new Float64Array(cols);
  for (const row of subset) {
    for (let j = 0; j < cols; j++) offsets[j] = data[row * cols + j] - mean[j];
    for (let i = 0; i < cols; i++) {
      const offset = offsets[i] / subset.length;
      if (offset === 0) continue;
      for (let j = 0; j <= i; j++) covariance[i * cols + j] += offset * offsets[j];
    }
  }
  for (let i = 0; i < cols; i++) {
    for (let j = 0; j < i; j++) covariance[j * cols + i] = covariance[i * cols + j];
  }
  return { mean, covariance };
}

/** The estimate from some rows of a sample. */
export function estimate(x: Rows, subset: Uint32Array, regularisation: Regularisation): Estimate {
  const { mean, covariance: plain } = subsetMoments(x, subset);
  const { share, variance } = regularisation;
  const covariance = shrink(plain, x.cols, share, variance);
  const factor = factorOf(covariance, x.cols, variance);
  return { mean, covariance, factor, logDeterminant: logDeterminant(factor, x.cols) };
}

/** A few rows may vary in a few directions only: the others are then made to vary a little. */
function factorOf(covariance: Float64Array, cols: number, variance: number): Float64Array {
  const scale = meanVariance(covariance, cols) + variance;
  for (let jitter = 1e-9;; jitter *= 10) {
    try {
      return cholesky(covariance, cols);
    } catch (error) {
      if (jitter > 1) throw error;
      const added = jitter * (scale > 0 ? scale : 1);
      for (let i = 0; i < cols; i++) covariance[i * cols + i] += added;
    }
  }
}

/** The squared distance of each row. */
export function squaredDistances({ data, rows, cols }: Rows, { mean, factor }: Estimate) {
  const distances = new Float64Array(rows);
  const solved = new Float64Array(cols);
  for (let row = 0; row < rows; row++) {
    let distance = 0;
    for (let i = 0; i < cols; i++) {
      let rest = data[row * cols + i] - mean[i];
      for (let j = 0; j < i; j++) rest -= factor[i * cols + j] * solved[j];
      solved[i] = rest / factor[i * cols + i];
      distance += solved[i] * solved[i];
    }
    distances[row] = distance;
  }
  return distances;
}

/** The rows of the `count` smallest distances, ascending; the first of equally distant ones. */
export function nearestRows(distances: Float64Array | Float32Array, count: number): Uint32Array {
  const limit = distances.toSorted()[count - 1];
  const rows = new Uint32Array(count);
  let ties = count;
  for (const distance of distances) if (distance < limit) ties--;
  for (let row = 0, at = 0; at < count; row++) {
    if (distances[row] < limit || (distances[row] === limit && ties-- > 0)) rows[at++] = row;
  }
  return rows;
}
