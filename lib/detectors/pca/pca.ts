/**
 * Principal component analysis.
 *
 * @module
 */
import { z } from "zod";
import { momentsOf } from "../../learning/linear_algebra/moments.ts";
import { Projection } from "../../learning/linear_algebra/projection.ts";
import { symmetricEigen } from "../../learning/linear_algebra/symmetric_eigen.ts";
import type { Detector, DetectorFactory, DetectorState, ScoreOptions } from "../detector.ts";
import type { Matrix } from "../../learning/matrix.ts";
import type { Params } from "../../learning/params.ts";
import { pcaDefinition } from "./definition.ts";
import {
  createStatistical,
  loadStatistical,
  type StatisticalModel,
  type StatisticalRecipe,
} from "../statistical/detector.ts";
import { chooseComponents } from "../statistical/components.ts";
import { varianceFloor } from "../statistical/floor.ts";

/** Parameters of the PCA detector. */
export interface PcaParams {
  /** Principal components kept, or `auto`: as many as explain `variance`, see {@linkcode chooseComponents}. */
  components: "auto" | number;
  /** Share of the variance that the components explain together. */
  variance: number;
  /** `standardised`: each left-out direction is divided by its variance. */
  score: "reconstruction" | "standardised";
}

const FACTS = z.object({
  components: z.int().min(0),
  /** Share of the variance that they explain. */
  explained: z.number(),
  standardised: z.boolean(),
});

type Facts = z.infer<typeof FACTS>;

/** The directions left out: what a restored row lacks lies along them. */
class PcaModel implements StatisticalModel {
  readonly facts: Facts;
  readonly tables: {
    mean: Float64Array;
    /** The variance along each direction, largest first. */
    variances: Float64Array;
    /** All directions, `cols` numbers each. */
    directions: Float64Array;
  };
  readonly #projection: Projection;
  /** The squared length of an image times this is the score. */
  readonly #scale: number;

  constructor(facts: Facts, tables: PcaModel["tables"], readonly remarks: readonly string[] = []) {
    this.facts = facts;
    this.tables = tables;
    const { mean, variances, directions } = tables;
    const cols = mean.length;
    const leftOut = directions.slice(facts.components * cols);
    const floor = varianceFloor(variances);
    if (facts.standardised) {
      leftOut.forEach((value, i) => {
        const variance = variances[facts.components + Math.floor(i / cols)];
        leftOut[i] = value / Math.sqrt(Math.max(floor, variance));
      });
    }
    this.#projection = new Projection(mean, leftOut);
    this.#scale = facts.standardised ? 1 : 1 / cols;
  }

  async score(x: Matrix, options: ScoreOptions): Promise<Float32Array> {
    const scores = await this.#projection.squaredLengths(x, options);
    for (let row = 0; row < scores.length; row++) scores[row] *= this.#scale;
    return scores;
  }

  explain(row: Float32Array): Float64Array {
    if (this.facts.standardised) return this.#projection.parts(row);
    return this.#projection.residuals(row).map((residual) => residual ** 2 * this.#scale);
  }

  [Symbol.dispose](): void {
    this.#projection[Symbol.dispose]();
  }
}

/**
 * PCA: the directions in which the training rows vary most restore a row; the score is the mean
 * squared error of the restoration over the columns, the same as that of a linear autoencoder.
 * Standardised, each left-out direction is divided by its variance, and the score is their sum, the
 * "minor components" of Shyu et al. The weights of `explain` add up to the score.
 *
 * Computed from the left-out directions, so that small errors are not lost to rounding.
 *
 * Weak where normal traffic is of several kinds that no plane holds together, and where outliers
 * among the training rows turn the directions. Deviations along the kept directions are not seen at
 * all.
 *
 * Source: M.-L. Shyu et al., "A Novel Anomaly Detection Scheme Based on Principal Component
 * Classifier", ICDM Workshop, 2003.
 */
const PCA: StatisticalRecipe<PcaParams, Facts> = {
  definition: pcaDefinition,
  name: "PCA model",
  async fit(x, { components, variance, score }, { signal, onProgress }) {
    const { mean, covariance } = await momentsOf(x, {
      signal,
      onProgress: (fraction) => onProgress?.({ fraction }),
    });
    const { values, vectors } = symmetricEigen(covariance, x.cols);
    const { kept, remark } = chooseComponents(values, components, variance);
    const variances = values.map((value) => Math.max(0, value));
    const total = variances.reduce((sum, value) => sum + value, 0);
    const explained = variances.subarray(0, kept).reduce((sum, value) => sum + value, 0);
    const facts = {
      components: kept,
      explained: total > 0 ? explained / total : 1,
      standardised: score === "standardised",
    };
    return new PcaModel(
      facts,
      { mean, variances, directions: vectors },
      remark === null ? [] : [remark],
    );
  },
  facts: FACTS,
  restore(facts, cols, table) {
    if (facts.components > cols) throw new TypeError("A saved PCA model has too many components.");
    return new PcaModel(facts, {
      mean: table("mean", cols),
      variances: table("variances", cols),
      directions: table("directions", cols * cols),
    });
  },
};

/**
 * A new PCA model, not fitted yet.
 *
 * @param params see {@linkcode PcaParams}; defaults stand in for what is left out
 * @throws {z.ZodError} when parameters are unknown or out of range
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { createPca } from "./pca.ts";
 *
 * // All rows but the last one lie on a line.
 * const data = Float32Array.of(1, 1, 2, 2, 3, 3, 4, 4, 1, 4);
 * const x = { data, rows: 5, cols: 2, names: ["sent", "received"] };
 * const detector = createPca({ components: 1 });
 * await detector.fit(x, { seed: 1 });
 * const scores = await detector.score(x);
 * assert.equal(scores.indexOf(Math.max(...scores)), 4);
 * detector.dispose();
 * ```
 */
export function createPca(params: Params = {}): Detector {
  return createStatistical(PCA, params);
}

/**
 * A PCA model from what `save` gave.
 *
 * @throws {TypeError} when the state is damaged
 */
export function loadPca(state: DetectorState): Detector {
  return loadStatistical(PCA, state);
}

/** How the registry makes it. */
export const factory: DetectorFactory = { create: createPca, load: loadPca };
