/**
 * Nearest neighbours.
 *
 * @module
 */
import { z } from "zod";
import type { Rows } from "../../learning/linear_algebra/moments.ts";
import { createRandom } from "../../base/random.ts";
import type { Detector, DetectorFactory, DetectorState, ScoreOptions } from "../detector.ts";
import type { Matrix } from "../../learning/matrix.ts";
import { knnDefinition } from "./definition.ts";
import { requireSquarable } from "../matrix_checks.ts";
import { drawDistinctRows } from "../neighbours/distinct_rows.ts";
import { NeighbourSearch } from "../neighbours/neighbour_search.ts";
import type { Params } from "../../learning/params.ts";
import {
  createStatistical,
  loadStatistical,
  type StatisticalModel,
  type StatisticalRecipe,
} from "../statistical/detector.ts";

/** Parameters of the nearest-neighbours detector. */
export interface KnnParams {
  /** How many neighbours are looked for; all reference rows where there are fewer. */
  neighbours: number;
  /** What is the score: the distance of the farthest neighbour, or the mean of all. */
  distance: "farthest" | "mean";
  /** Distinct training rows that are kept, drawn at random. */
  referenceSize: number;
}

const FACTS = z.object({
  referenceRows: z.int().min(1),
  neighbours: z.int().min(1),
  distance: z.enum(["farthest", "mean"]),
});

type Facts = z.infer<typeof FACTS>;

class KnnModel implements StatisticalModel {
  readonly facts: Facts;
  readonly #search: NeighbourSearch;

  constructor(reference: Rows, { neighbours, distance }: Pick<Facts, "neighbours" | "distance">) {
    this.facts = { referenceRows: reference.rows, neighbours, distance };
    this.#search = new NeighbourSearch(reference, neighbours);
  }

  get tables(): { reference: Float64Array } {
    return { reference: Float64Array.from(this.#search.reference.data) };
  }

  async score(x: Matrix, options: ScoreOptions): Promise<Float32Array> {
    return await this.#search.distances(x, this.facts.distance, options);
  }

  explain(row: Float32Array): Float64Array {
    const neighbours = this.#search.nearestTo(row);
    const counted = this.facts.distance === "mean" ? neighbours : neighbours.slice(-1);
    const weights = new Float64Array(row.length);
    for (const neighbour of counted) {
      const parts = this.#search.parts(row, neighbour);
      for (let col = 0; col < row.length; col++) weights[col] += parts[col] / counted.length;
    }
    return weights;
  }

  [Symbol.dispose](): void {
    this.#search[Symbol.dispose]();
  }
}

/**
 * Nearest neighbours: the score of a row is its Euclidean distance from the k-th nearest of some
 * reference rows, which are drawn from the training rows, or its mean distance from the k nearest.
 * The distances are exact; only the sample is random.
 *
 * Equal training rows count as one, and each distinct row is drawn with the same chance. Network
 * traffic repeats itself: k copies of one odd row would be k neighbours of it, and a sample of all
 * rows has little of what is rare.
 *
 * The weights of `explain` are the squared differences from the neighbour, divided by the distance;
 * they add up to the score. With the mean, they are the means over the neighbours.
 *
 * Weak where normal traffic is dense in one place and sparse in another, since one threshold serves
 * both; where columns without meaning drown the others; where attacks are among the training rows.
 *
 * Source: S. Ramaswamy, R. Rastogi, K. Shim, "Efficient Algorithms for Mining Outliers from Large
 * Data Sets", SIGMOD 2000; the mean: F. Angiulli, C. Pizzuti, "Fast Outlier Detection in High
 * Dimensional Spaces", PKDD 2002.
 */
const KNN: StatisticalRecipe<KnnParams, Facts> = {
  definition: knnDefinition,
  name: "nearest-neighbours model",
  async fit(x, { neighbours, distance, referenceSize }, { seed, signal }) {
    requireSquarable(x, "nearest-neighbours model");
    const reference = await drawDistinctRows(x, referenceSize, createRandom(seed), signal);
    return new KnnModel(reference, { neighbours, distance });
  },
  facts: FACTS,
  restore({ referenceRows, ...facts }, cols, table) {
    const data = Float32Array.from(table("reference", referenceRows * cols));
    return new KnnModel({ data, rows: referenceRows, cols }, facts);
  },
};

/**
 * A new nearest-neighbours model, not fitted yet.
 *
 * @param params see {@linkcode KnnParams}; defaults stand in for what is left out
 * @throws {z.ZodError} when parameters are unknown or out of range
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { createKnn } from "./knn.ts";
 *
 * const x = { data: Float32Array.of(1, 2, 3, 4), rows: 4, cols: 1, names: ["bytes"] };
 * const detector = createKnn({ neighbours: 2 });
 * await detector.fit(x, { seed: 1 });
 * const row = { ...x, data: Float32Array.of(7), rows: 1 };
 * assert.deepEqual([...await detector.score(row)], [4]);
 * detector.dispose();
 * ```
 */
export function createKnn(params: Params = {}): Detector {
  return createStatistical(KNN, params);
}

/**
 * A nearest-neighbours model from what `save` gave.
 *
 * @throws {TypeError} when the state is damaged
 */
export function loadKnn(state: DetectorState): Detector {
  return loadStatistical(KNN, state);
}

/** How the registry makes it. */
export const factory: DetectorFactory = { create: createKnn, load: loadKnn };
