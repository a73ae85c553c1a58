/**
 * K-Means.
 *
 * @module
 */
import { z } from "zod";
import type { Detector, DetectorFactory, DetectorState, ScoreOptions } from "../detector.ts";
import type { Matrix } from "../../learning/matrix.ts";
import { Assigner } from "./assigner.ts";
import { fitKMeans, type KMeansParams } from "./fit_kmeans.ts";
import { kmeansDefinition } from "./definition.ts";
import { requireSquarable } from "../matrix_checks.ts";
import type { Params } from "../../learning/params.ts";
import {
  createStatistical,
  loadStatistical,
  type StatisticalModel,
  type StatisticalRecipe,
} from "../statistical/detector.ts";

const FACTS = z.object({
  clusters: z.int().min(1),
  inertia: z.number(),
  iterations: z.int(),
  criterion: z.array(z.object({
    clusters: z.int(),
    silhouette: z.number(),
    inertia: z.number(),
  })).optional(),
});

type Facts = z.infer<typeof FACTS>;

/** Rows that a scoring goes through at a time, about. */
const SCORE_ROWS = 65_536;

/** Centroids, given minus a centre. */
class KMeansModel implements StatisticalModel {
  readonly facts: Facts;
  readonly tables: { centre: Float64Array; centroids: Float64Array };
  #assigner: Promise<Assigner> | null = null;

  constructor(facts: Facts, centre: Float64Array, centroids: Float64Array) {
    this.facts = facts;
    this.tables = { centre, centroids };
  }

  async score(x: Matrix, options: ScoreOptions): Promise<Float32Array> {
    const assigner = await (this.#assigner ??= this.#start());
    const { distances } = await assigner.measure(x, options);
    for (let row = 0; row < distances.length; row++) distances[row] = Math.sqrt(distances[row]);
    return distances;
  }

  explain(row: Float32Array): Float64Array {
    const { centre, centroids } = this.tables;
    const cols = centre.length;
    let nearest = new Float64Array(cols);
    let least = Infinity;
    for (let from = 0; from < centroids.length; from += cols) {
      const parts = centre.map((value, j) => (row[j] - value - centroids[from + j]) ** 2);
      const distance = parts.reduce((sum, part) => sum + part, 0);
      if (distance < least) [nearest, least] = [parts, distance];
    }
    return nearest;
  }

  [Symbol.dispose](): void {
    this.#assigner?.then((assigner) => assigner[Symbol.dispose](), () => {});
    this.#assigner = null;
  }

  async #start(): Promise<Assigner> {
    const { centre, centroids } = this.tables;
    const assigner = await Assigner.create(centre, this.facts.clusters, SCORE_ROWS);
    assigner.place(centroids);
    return assigner;
  }
}

/**
 * K-Means: centroids such that the squared distances of the training rows to their nearest one are
 * small in total. The score of a row is its distance to the nearest centroid. The weights of
 * `explain` are the squared differences a column: they add up to the squared score.
 *
 * Seeded by k-means++; several starts are compared on 16,384 rows, and the best one goes on with all
 * rows, by Lloyd's algorithm or, beyond a million rows, by mini-batches.
 *
 * Weak where clusters differ in width or are long and thin: distance counts the same in all
 * directions and around all centroids. Columns of large scale dominate.
 *
 * Sources: S. P. Lloyd, 1982; D. Arthur, S. Vassilvitskii, SODA 2007; D. Sculley, WWW 2010.
 */
const KMEANS: StatisticalRecipe<KMeansParams, Facts> = {
  definition: kmeansDefinition,
  name: "K-Means model",
  async fit(x, params, { seed, signal, onProgress }) {
    requireSquarable(x, "K-Means model");
    const fit = await fitKMeans(x, params, seed, {
      signal,
      onProgress: (fraction) => onProgress?.({ fraction }),
    });
    const { centre, centroids, inertia, iterations, criterion } = fit;
    const clusters = centroids.length / x.cols;
    const facts = { clusters, inertia, iterations, ...(criterion && { criterion }) };
    return new KMeansModel(facts, centre, centroids);
  },
  facts: FACTS,
  restore: (facts, cols, table) =>
    new KMeansModel(facts, table("centre", cols), table("centroids", facts.clusters * cols)),
};

/**
 * A new K-Means model, not fitted yet.
 *
 * @param params see {@linkcode KMeansParams}; defaults stand in for what is left out
 * @throws {z.ZodError} when parameters are unknown or out of range
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { createKMeans } from "./kmeans.ts";
 *
 * const data = Float32Array.of(1, 2, 9, 10);
 * const x = { data, rows: 4, cols: 1, names: ["bytes"] };
 * const detector = createKMeans({ clusters: 2 });
 * await detector.fit(x, { seed: 1 });
 * assert.deepEqual([...await detector.score(x)], [0.5, 0.5, 0.5, 0.5]);
 * detector.dispose();
 * ```
 */
export function createKMeans(params: Params = {}): Detector {
  return createStatistical(KMEANS, params);
}

/**
 * A K-Means model from what `save` gave.
 *
 * @throws {TypeError} when the state is damaged
 */
export function loadKMeans(state: DetectorState): Detector {
  return loadStatistical(KMEANS, state);
}

/** How the registry makes it. */
export const factory: DetectorFactory = { create: createKMeans, load: loadKMeans };
