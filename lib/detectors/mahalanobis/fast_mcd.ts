/**
 * The minimum covariance determinant.
 *
 * @module
 */
import { MomentPool, type Rows } from "../../learning/linear_algebra/moments.ts";
import { Projection } from "../../learning/linear_algebra/projection.ts";
import { symmetricEigen } from "../../learning/linear_algebra/symmetric_eigen.ts";
import { createRandom, type Random } from "../../base/random.ts";
import type { CallOptions } from "../../compute/trainer.ts";
import { createPacer } from "../../base/pacer.ts";
import { filled, firstIndices } from "../../base/typed_arrays.ts";
import { sampleRows } from "../statistical/sample_rows.ts";
import { varianceFloor } from "../statistical/floor.ts";
import { chiSquaredQuantile } from "./chi_squared.ts";
import { meanVariance, shrink } from "./ledoit_wolf.ts";
import {
  type Estimate,
  estimate,
  nearestRows,
  type Regularisation,
  squaredDistances,
  subsetMoments,
} from "./subset.ts";

/** A robust location and covariance. */
export interface McdFit {
  mean: Float64Array;
  covariance: Float64Array;
  /** Rows that it is made of. */
  support: number;
}

/** Rows on which starts are compared. */
const SAMPLE_ROWS = 1000;
/** Products of columns that the starts may take together. */
const START_PRODUCTS = 5e8;
const [FEWEST_STARTS, MOST_STARTS] = [10, 500];
/** Starts that are followed to their end. */
const FINALISTS = 10;
const MOST_STEPS = 30;
/** How many times the smallest variance the largest one may be. */
const MOST_CONDITION = 1000;
/** The standard normal quantile of 0.975: farther rows are no part of the final estimate. */
const Z_975 = 1.959963984540054;

/**
 * FastMCD: the location and covariance of the share of rows that lie closest together, found by
 * concentration steps (each takes the rows nearest to the estimate before) from many small random
 * subsets. Starts are compared on a sample; the best one goes on with all rows. In the end, all rows
 * within the 97.5th percentile of the chi-squared distribution count.
 *
 * Where the rows vary in fewer directions than there are columns, the determinant is 0 for many
 * subsets; covariances are then mixed with a multiple of the unit matrix, as much as keeps the
 * largest variance below 1000 times the smallest.
 *
 * Sources: P. J. Rousseeuw, K. Van Driessen, "A Fast Algorithm for the Minimum Covariance Determinant
 * Estimator", Technometrics 41 (3), 1999; K. Boudt, P. J. Rousseeuw, S. Vanduffel, T. Verdonck, "The
 * Minimum Regularized Covariance Determinant Estimator", Statistics and Computing 30, 2020.
 *
 * @param support share of the rows that lie closest together, 0.5 to 1
 */
export async function fastMcd(
  x: Rows,
  support: number,
  seed: number,
  { signal, onProgress }: CallOptions = {},
): Promise<McdFit> {
  const random = createRandom(seed);
  const sample = sampleRows(x, SAMPLE_ROWS, random);
  const regularisation = regularisationFor(sample, supportOf(sample, support));
  const start = await bestOfSample(sample, support, regularisation, random, {
    signal,
    onProgress: (part) => onProgress?.(part / 2),
  });
  return await concentrate(x, supportOf(x, support), start, regularisation, {
    signal,
    onProgress: (part) => onProgress?.((1 + part) / 2),
  });
}

/** At least half of the rows, and enough for the covariance to have its full rank if they can. */
function supportOf({ rows, cols }: Rows, share: number): number {
  const least = Math.floor((rows + cols + 1) / 2);
  return Math.min(rows, Math.max(least, Math.round(share * rows)));
}

/** As much as the rows around the median need. */
function regularisationFor(sample: Rows, support: number): Regularisation {
  const { data, rows, cols } = sample;
  const all = firstIndices(rows);
  const variance = meanVariance(subsetMoments(sample, all).covariance, cols);
  const distances = new Float64Array(rows);
  for (let j = 0; j < cols; j++) {
    const column = filled(new Float64Array(rows), (row) => data[row * cols + j]);
    const median = column.toSorted()[rows >> 1];
    column.forEach((value, row) => distances[row] += (value - median) ** 2);
  }
  const { covariance } = subsetMoments(sample, nearestRows(distances, support));
  const { values } = symmetricEigen(covariance, cols);
  const excess = Math.max(0, values[0] - MOST_CONDITION * Math.max(0, values[cols - 1]));
  const share = excess > 0 ? excess / (excess + (MOST_CONDITION - 1) * variance) : 0;
  return { share, variance };
}

/** The estimate of the smallest determinant that many starts on the sample lead to. */
async function bestOfSample(
  sample: Rows,
  share: number,
  regularisation: Regularisation,
  random: Random,
  { signal, onProgress }: CallOptions,
): Promise<Estimate> {
  const { rows, cols } = sample;
  const support = supportOf(sample, share);
  const pace = createPacer(signal);
  const step = (from: Estimate) =>
    estimate(sample, nearestRows(squaredDistances(sample, from), support), regularisation);
  const wanted = Math.floor(START_PRODUCTS / (rows * cols * cols));
  const starts = support === rows ? 1 : Math.min(MOST_STARTS, Math.max(FEWEST_STARTS, wanted));
  const order = firstIndices(rows);
  const candidates: Estimate[] = [];
  for (let start = 0; start < starts; start++) {
    await pace();
    random.shuffle(order);
    const few = estimate(sample, order.slice(0, Math.min(cols + 1, rows)), regularisation);
    candidates.push(step(step(few)));
    onProgress?.((start + 1) / starts);
  }
  candidates.sort((a, b) => a.logDeterminant - b.logDeterminant);
  let best = candidates[0];
  for (let current of candidates.slice(0, FINALISTS)) {
    for (let steps = 0; steps < MOST_STEPS; steps++) {
      await pace();
      const next = step(current);
      const settled = !(next.logDeterminant < current.logDeterminant - 1e-9);
      current = next;
      if (settled) break;
    }
    if (current.logDeterminant < best.logDeterminant) best = current;
  }
  return best;
}

/** Concentration steps on all rows, and the final estimate. */
async function concentrate(
  x: Rows,
  support: number,
  start: Estimate,
  { share, variance }: Regularisation,
  { signal, onProgress }: CallOptions,
): Promise<McdFit> {
  const { rows, cols } = x;
  using pool = await MomentPool.create(x);
  const weights = new Float32Array(new SharedArrayBuffer(4 * rows));
  let { mean, covariance }: { mean: Float64Array; covariance: Float64Array } = start;
  let before = Infinity;
  for (let steps = 0; steps < MOST_STEPS; steps++) {
    const { distances } = await distancesFrom(x, mean, covariance, signal);
    weights.fill(0);
    for (const row of nearestRows(distances, support)) weights[row] = 1;
    const moments = await pool.moments(mean, weights, { signal });
    mean = moments.mean;
    covariance = shrink(moments.covariance, cols, share, variance);
    const logDeterminant = logDeterminantOf(covariance, cols);
    onProgress?.((steps + 1) / (MOST_STEPS + 1));
    if (!(logDeterminant < before - 1e-6)) break;
    before = logDeterminant;
  }
  const { distances } = await distancesFrom(x, mean, covariance, signal);
  const sorted = distances.toSorted();
  const median = sorted[rows >> 1];
  const correction = median / chiSquaredQuantile(cols, 0);
  const limit = Math.max(correction * chiSquaredQuantile(cols, Z_975), sorted[support - 1]);
  distances.forEach((distance, row) => weights[row] = distance <= limit ? 1 : 0);
  const moments = await pool.moments(mean, weights, { signal });
  return {
    mean: moments.mean,
    covariance: shrink(moments.covariance, cols, share, variance),
    support: weights.reduce((sum, weight) => sum + weight, 0),
  };
}

async function distancesFrom(
  x: Rows,
  mean: Float64Array,
  covariance: Float64Array,
  signal?: AbortSignal,
) {
  using projection = new Projection(mean, whiteningDirections(covariance, x.cols).directions);
  const distances = await projection.squaredLengths(x, { signal });
  // Beyond the range of 32-bit numbers, a row is as far as it can be.
  for (let row = 0; row < distances.length; row++) {
    if (Number.isNaN(distances[row])) distances[row] = Infinity;
  }
  return { distances };
}

/**
 * The eigenvectors of a covariance matrix, divided by the standard deviations along them: squared
 * lengths after a projection on them are squared Mahalanobis distances.
 */
export function whiteningDirections(covariance: Float64Array, cols: number) {
  const { values, vectors } = symmetricEigen(covariance, cols);
  const floor = varianceFloor(values);
  const directions = vectors.map((value, i) =>
    value / Math.sqrt(Math.max(floor, values[Math.floor(i / cols)]))
  );
  return { variances: values, directions };
}

function logDeterminantOf(covariance: Float64Array, cols: number): number {
  const { values } = symmetricEigen(covariance, cols);
  const floor = varianceFloor(values);
  return values.reduce((sum, value) => sum + Math.log(Math.max(floor, value)), 0);
}
