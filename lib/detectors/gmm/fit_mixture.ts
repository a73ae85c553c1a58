/**
 * Fits a Gaussian mixture.
 *
 * @module
 */
import type { Rows } from "../../learning/linear_algebra/moments.ts";
import { createRandom } from "../../base/random.ts";
import type { CallOptions } from "../../compute/trainer.ts";
import { fitKMeans } from "../kmeans/fit_kmeans.ts";
import { sampleRows } from "../statistical/sample_rows.ts";
import { ExpectationPool } from "./expectation.ts";
import { maximise } from "./maximise.ts";
import { freeParameters, type Mixture } from "./mixture.ts";

/** Parameters of a Gaussian mixture. */
export interface GmmParams {
  /** Number of normal distributions, or `auto`: the one with the lowest BIC. */
  components: "auto" | number;
  covariance: "full" | "diagonal";
  /** Added to the variance of each column in each component. */
  regularisation: number;
  /** Passes over the rows at most. */
  maxIterations: number;
}

/** How well a number of components fits. */
export interface ComponentCriterion {
  components: number;
  /** The Bayesian information criterion on the sample; lower is better. */
  bic: number;
}

/** What a fit finds. */
export interface MixtureFit {
  mixture: Mixture;
  /** Mean logarithm of the density of the rows, before the last step. */
  logLikelihood: number;
  iterations: number;
  converged: boolean;
  /** How numbers of components compare, where one was to be chosen. */
  criterion?: ComponentCriterion[];
}

/** The fit has converged when the mean log-likelihood changes by less. */
const TOLERANCE = 1e-3;
/** Rows on which numbers of components are compared, and the most components. */
const SAMPLE_ROWS = 16_384;
const MOST_COMPONENTS = 8;
/** Starts of the K-Means that the first mixture comes from. */
const STARTS = 3;

/**
 * Fits a mixture by the EM algorithm, from the clusters of K-Means.
 *
 * @throws {TrainingError} when a covariance has no inverse
 */
export async function fitMixture(
  x: Rows,
  params: GmmParams,
  seed: number,
  options: CallOptions = {},
): Promise<MixtureFit> {
  if (params.components !== "auto") {
    return await expectMaximise(x, params.components, params, seed, options);
  }
  const { signal, onProgress } = options;
  const sample = sampleRows(x, SAMPLE_ROWS, createRandom(seed));
  const criterion: ComponentCriterion[] = [];
  const most = Math.min(MOST_COMPONENTS, sample.rows);
  let [best, bestBic] = [1, Infinity];
  for (let components = 1; components <= most; components++) {
    const { mixture, logLikelihood } = await expectMaximise(sample, components, params, seed, {
      signal,
    });
    if (mixture.weights.length < components) break;
    const bic = freeParameters(mixture) * Math.log(sample.rows) -
      2 * sample.rows * logLikelihood;
    criterion.push({ components, bic });
    if (bic < bestBic) [best, bestBic] = [components, bic];
    onProgress?.(components / most / 2);
  }
  const fit = await expectMaximise(x, best, params, seed, {
    signal,
    onProgress: (part) => onProgress?.((1 + part) / 2),
  });
  return { ...fit, criterion };
}

async function expectMaximise(
  x: Rows,
  wanted: number,
  { covariance, regularisation, maxIterations }: GmmParams,
  seed: number,
  { signal, onProgress }: CallOptions,
): Promise<MixtureFit> {
  const full = covariance === "full";
  const start = await firstMixture(x, wanted, full, seed, {
    signal,
    onProgress: (part) => onProgress?.(part / 4),
  });
  using pool = await ExpectationPool.create(x.cols, start.weights.length, full, x.rows);
  const step = async (mixture: Mixture) => {
    pool.place(mixture);
    const expectation = await pool.expect(x, { signal });
    const { logLikelihood } = expectation;
    return { mixture: maximise(mixture, expectation, regularisation), logLikelihood };
  };
  let { mixture } = await step(start);
  let before = -Infinity;
  for (let iterations = 1; iterations <= maxIterations; iterations++) {
    const next = await step(mixture);
    const converged = Math.abs(next.logLikelihood - before) < TOLERANCE;
    mixture = next.mixture;
    before = next.logLikelihood;
    onProgress?.(0.25 + 0.75 * iterations / maxIterations);
    if (converged || iterations === maxIterations) {
      return { mixture, logLikelihood: before, iterations, converged };
    }
  }
  throw new Error("A mixture needs at least one pass.");
}

/**
 * Round clouds around the centroids of K-Means, so narrow that each row belongs to the nearest one:
 * what the first step makes of them are the clusters' means and covariances.
 */
async function firstMixture(
  x: Rows,
  wanted: number,
  full: boolean,
  seed: number,
  options: CallOptions,
): Promise<Mixture> {
  const { cols } = x;
  const params = {
    clusters: wanted,
    starts: STARTS,
    algorithm: "auto",
    maxIterations: 300,
  } as const;
  const { centre, centroids, inertia } = await fitKMeans(x, params, seed, options);
  const components = centroids.length / cols;
  const means = centroids.map((value, i) => value + centre[i % cols]);
  const spread = inertia / (x.rows * cols);
  const variance = 1e-4 * (spread > 0 ? spread : 1);
  const size = full ? cols * cols : cols;
  const covariances = new Float64Array(components * size);
  for (let i = 0; i < components * cols; i++) {
    const column = i % cols;
    const at = full ? column * cols + column : column;
    covariances[Math.floor(i / cols) * size + at] = variance;
  }
  return {
    cols,
    full,
    weights: new Float64Array(components).fill(1 / components),
    means,
    covariances,
  };
}
