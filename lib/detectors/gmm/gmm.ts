/**
 * The Gaussian mixture.
 *
 * @module
 */
import { z } from "zod";
import type { Detector, DetectorFactory, DetectorState, ScoreOptions } from "../detector.ts";
import type { Matrix } from "../../learning/matrix.ts";
import { ExpectationPool } from "./expectation.ts";
import { fitMixture, type GmmParams } from "./fit_mixture.ts";
import { type Mixture, whiten } from "./mixture.ts";
import { gmmDefinition } from "./definition.ts";
import { requireSquarable } from "../matrix_checks.ts";
import type { Params } from "../../learning/params.ts";
import {
  createStatistical,
  loadStatistical,
  type StatisticalModel,
  type StatisticalRecipe,
} from "../statistical/detector.ts";

const FACTS = z.object({
  components: z.int().min(1),
  full: z.boolean(),
  logLikelihood: z.number(),
  iterations: z.int(),
  converged: z.boolean(),
  criterion: z.array(z.object({ components: z.int(), bic: z.number() })).optional(),
});

type Facts = z.infer<typeof FACTS>;

/** Rows that a scoring goes through at a time, about. */
const SCORE_ROWS = 65_536;

/** A mixture, and what is needed to measure with it. */
class GmmModel implements StatisticalModel {
  readonly facts: Facts;
  readonly tables: Pick<Mixture, "weights" | "means" | "covariances">;
  readonly #mixture: Mixture;
  readonly #whitened: { inverse: Float64Array; logDeterminant: number }[];
  #pool: Promise<ExpectationPool> | null = null;

  /** @throws {TrainingError} when a covariance is not positive definite */
  constructor(facts: Facts, mixture: Mixture) {
    this.facts = facts;
    this.#mixture = mixture;
    const { weights, means, covariances } = mixture;
    this.tables = { weights, means, covariances };
    this.#whitened = Array.from(weights, (_, component) => whiten(mixture, component));
  }

  async score(x: Matrix, options: ScoreOptions): Promise<Float32Array> {
    const pool = await (this.#pool ??= this.#start());
    return await pool.scores(x, options);
  }

  explain(row: Float32Array): Float64Array {
    let densest: Float64Array = new Float64Array(row.length);
    let highest = -Infinity;
    this.#whitened.forEach(({ inverse, logDeterminant }, component) => {
      const parts = this.#parts(row, component, inverse);
      const distance = parts.reduce((sum, part) => sum + part, 0);
      const log = Math.log(this.#mixture.weights[component]) - (distance + logDeterminant) / 2;
      if (log > highest) [densest, highest] = [parts, log];
    });
    return densest;
  }

  /** z_i (S^-1 z)_i: the parts of the squared Mahalanobis distance from a component's mean. */
  #parts(row: Float32Array, component: number, inverse: Float64Array): Float64Array {
    const { cols, full, means } = this.#mixture;
    const offsets = Float64Array.from(row, (value, i) => value - means[component * cols + i]);
    if (!full) return offsets.map((offset, i) => (offset * inverse[i]) ** 2);
    const solved = new Float64Array(cols);
    for (let i = 0; i < cols; i++) {
      let image = 0;
      for (let j = 0; j <= i; j++) image += inverse[i * cols + j] * offsets[j];
      for (let j = 0; j <= i; j++) solved[j] += inverse[i * cols + j] * image;
    }
    return solved.map((value, i) => value * offsets[i]);
  }

  [Symbol.dispose](): void {
    this.#pool?.then((pool) => pool[Symbol.dispose](), () => {});
    this.#pool = null;
  }

  async #start(): Promise<ExpectationPool> {
    const { cols, full, weights } = this.#mixture;
    const pool = await ExpectationPool.create(cols, weights.length, full, SCORE_ROWS);
    pool.place(this.#mixture);
    return pool;
  }
}

/**
 * Gaussian mixture: the training rows are taken for draws from a few normal distributions, whose
 * weights, means and covariances the EM algorithm finds from a start by K-Means. The score of a row is
 * the negative natural logarithm of the density there; it may be negative.
 *
 * The weights of `explain` are the parts of the squared Mahalanobis distance from the component that
 * is most likely for the row: x_i (S^-1 x)_i. They add up to that distance; half of it, plus a number
 * that is the same for all rows of the component, is about the score.
 *
 * Weak with many columns and few rows: a full covariance has columns^2 / 2 numbers a component. Clouds
 * may close around copies of one row, which the regularisation limits.
 *
 * Sources: A. P. Dempster, N. M. Laird, D. B. Rubin, 1977; G. Schwarz, "Estimating the Dimension of a
 * Model", Annals of Statistics 6 (2), 1978 (BIC).
 */
const GMM: StatisticalRecipe<GmmParams, Facts> = {
  definition: gmmDefinition,
  name: "Gaussian mixture",
  async fit(x, params, { seed, signal, onProgress }) {
    requireSquarable(x, "Gaussian mixture");
    const { mixture, logLikelihood, iterations, converged, criterion } = await fitMixture(
      x,
      params,
      seed,
      { signal, onProgress: (fraction) => onProgress?.({ fraction }) },
    );
    const { full, weights } = mixture;
    const facts = { components: weights.length, full, logLikelihood, iterations, converged };
    return new GmmModel({ ...facts, ...(criterion && { criterion }) }, mixture);
  },
  facts: FACTS,
  restore(facts, cols, table) {
    const { components, full } = facts;
    const mixture = {
      cols,
      full,
      weights: table("weights", components),
      means: table("means", components * cols),
      covariances: table("covariances", components * cols * (full ? cols : 1)),
    };
    try {
      return new GmmModel(facts, mixture);
    } catch (error) {
      throw new TypeError("A saved Gaussian mixture is damaged.", { cause: error });
    }
  },
};

/**
 * A new Gaussian mixture, not fitted yet.
 *
 * @param params see {@linkcode GmmParams}; defaults stand in for what is left out
 * @throws {z.ZodError} when parameters are unknown or out of range
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { createGmm } from "./gmm.ts";
 *
 * const data = Float32Array.of(1, 1.2, 0.9, 9, 9.1, 8.8, 5);
 * const x = { data, rows: 7, cols: 1, names: ["bytes"] };
 * const detector = createGmm({ components: 2 });
 * await detector.fit({ ...x, rows: 6 }, { seed: 1 });
 * const scores = await detector.score(x);
 * assert.equal(scores.indexOf(Math.max(...scores)), 6);
 * detector.dispose();
 * ```
 */
export function createGmm(params: Params = {}): Detector {
  return createStatistical(GMM, params);
}

/**
 * A Gaussian mixture from what `save` gave.
 *
 * @throws {TypeError} when the state is damaged
 */
export function loadGmm(state: DetectorState): Detector {
  return loadStatistical(GMM, state);
}

/** How the registry makes it. */
export const factory: DetectorFactory = { create: createGmm, load: loadGmm };
