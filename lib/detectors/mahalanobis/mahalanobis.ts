/**
 * The Mahalanobis distance.
 *
 * @module
 */
import { z } from "zod";
import { momentsOf } from "../../learning/linear_algebra/moments.ts";
import { Projection } from "../../learning/linear_algebra/projection.ts";
import type { Detector, DetectorFactory, DetectorState, ScoreOptions } from "../detector.ts";
import type { Matrix } from "../../learning/matrix.ts";
import { fastMcd, whiteningDirections } from "./fast_mcd.ts";
import { ledoitWolfShrinkage, meanVariance, shrink } from "./ledoit_wolf.ts";
import { mahalanobisDefinition } from "./definition.ts";
import type { Params } from "../../learning/params.ts";
import {
  createStatistical,
  loadStatistical,
  type StatisticalModel,
  type StatisticalRecipe,
} from "../statistical/detector.ts";

/** Parameters of the Mahalanobis detector. */
export interface MahalanobisParams {
  estimator: "ledoit-wolf" | "mcd";
  /** Share of the rows that MCD builds on. */
  support: number;
}

const FACTS = z.object({
  /** Share of the covariance that gave way to the unit matrix; Ledoit-Wolf only. */
  shrinkage: z.number().optional(),
  /** Rows that the estimate is made of; MCD only. */
  support: z.int().optional(),
});

type Facts = z.infer<typeof FACTS>;

/** A mean and the directions in which the distance from it is measured. */
class MahalanobisModel implements StatisticalModel {
  readonly facts: Facts;
  readonly tables: { mean: Float64Array; directions: Float64Array };
  readonly #projection: Projection;

  constructor(facts: Facts, mean: Float64Array, directions: Float64Array) {
    this.facts = facts;
    this.tables = { mean, directions };
    this.#projection = new Projection(mean, directions);
  }

  score(x: Matrix, options: ScoreOptions): Promise<Float32Array> {
    return this.#projection.squaredLengths(x, options);
  }

  explain(row: Float32Array): Float64Array {
    return this.#projection.parts(row);
  }

  [Symbol.dispose](): void {
    this.#projection[Symbol.dispose]();
  }
}

/**
 * The squared Mahalanobis distance d' S^-1 d of a row from the mean of the training rows, with their
 * covariance S, shrunk (Ledoit-Wolf) or robust (MCD). The weights of `explain` are d_i (S^-1 d)_i;
 * they add up to the score, and a negative one says that the column fits the others.
 *
 * Directions without variance (constant columns, complete one-hot groups) are given a millionth of
 * the mean variance, so that a row that departs from them is far away, yet not infinitely.
 *
 * Weak where normal traffic is of several kinds: the region between them counts as normal, and each
 * of them as half odd.
 *
 * Sources: P. C. Mahalanobis, 1936; O. Ledoit, M. Wolf, 2004; P. J. Rousseeuw, K. Van Driessen, 1999.
 */
const MAHALANOBIS: StatisticalRecipe<MahalanobisParams, Facts> = {
  definition: mahalanobisDefinition,
  name: "Mahalanobis model",
  async fit(x, { estimator, support }, { seed, signal, onProgress }) {
    const options = { signal, onProgress: (fraction: number) => onProgress?.({ fraction }) };
    if (estimator === "mcd") {
      const fit = await fastMcd(x, support, seed, options);
      const { directions } = whiteningDirections(fit.covariance, x.cols);
      return new MahalanobisModel({ support: fit.support }, fit.mean, directions);
    }
    const moments = await momentsOf(x, options);
    const { mean, covariance } = moments;
    const shrinkage = ledoitWolfShrinkage(moments, x.rows);
    const shrunk = shrink(covariance, x.cols, shrinkage, meanVariance(covariance, x.cols));
    return new MahalanobisModel(
      { shrinkage },
      mean,
      whiteningDirections(shrunk, x.cols).directions,
    );
  },
  facts: FACTS,
  restore: (facts, cols, table) =>
    new MahalanobisModel(facts, table("mean", cols), table("directions", cols * cols)),
};

/**
 * A new Mahalanobis model, not fitted yet.
 *
 * @param params see {@linkcode MahalanobisParams}; defaults stand in for what is left out
 * @throws {z.ZodError} when parameters are unknown or out of range
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { createMahalanobis } from "./mahalanobis.ts";
 *
 * const data = Float32Array.of(1, 1, 2, 2.1, 3, 2.9, 4, 4.1, 5, 5, 2, 4);
 * const x = { data, rows: 6, cols: 2, names: ["sent", "received"] };
 * const detector = createMahalanobis();
 * await detector.fit({ ...x, rows: 5 }, { seed: 1 });
 * const scores = await detector.score(x);
 * assert.equal(scores.indexOf(Math.max(...scores)), 5);
 * detector.dispose();
 * ```
 */
export function createMahalanobis(params: Params = {}): Detector {
  return createStatistical(MAHALANOBIS, params);
}

/**
 * A Mahalanobis model from what `save` gave.
 *
 * @throws {TypeError} when the state is damaged
 */
export function loadMahalanobis(state: DetectorState): Detector {
  return loadStatistical(MAHALANOBIS, state);
}

/** How the registry makes it. */
export const factory: DetectorFactory = { create: createMahalanobis, load: loadMahalanobis };
