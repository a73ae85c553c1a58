/**
 * DBSCAN.
 *
 * @module
 */
import { z } from "zod";
import type { Rows } from "../../learning/linear_algebra/moments.ts";
import { createRandom } from "../../base/random.ts";
import { firstIndices, indicesWhere } from "../../base/typed_arrays.ts";
import { countClusters } from "./clusters.ts";
import { kneeOf } from "./epsilon.ts";
import { dbscanDefinition } from "./definition.ts";
import {
  type Detector,
  type DetectorFactory,
  type DetectorState,
  type FitOptions,
  type ScoreOptions,
  TrainingError,
} from "../detector.ts";
import type { Matrix } from "../../learning/matrix.ts";
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
import { sampleRows } from "../statistical/sample_rows.ts";

/** Parameters of DBSCAN. */
export interface DbscanParams {
  /** The radius of a neighbourhood. */
  epsilon: "auto" | number;
  /** Rows in the neighbourhood of a core row, itself included. */
  minPoints: number;
  /** Training rows that are clustered, drawn at random. */
  sampleSize: number;
}

const FACTS = z.object({
  /** Rows that were clustered. */
  sampleRows: z.int().min(1),
  /** As given or found. */
  epsilon: z.number().min(0),
  /** Rows of the sample in dense places. */
  coreRows: z.int().min(1),
  /** Core rows that differ, which are what is kept. */
  distinctCoreRows: z.int().min(1),
  clusters: z.int().min(1),
  /** Rows of the sample that are neither core rows nor near one. */
  noiseRows: z.int().min(0),
});

type Facts = z.infer<typeof FACTS>;

class DbscanModel implements StatisticalModel {
  readonly facts: Facts;
  readonly #search: NeighbourSearch;

  constructor(facts: Facts, search: NeighbourSearch) {
    this.facts = facts;
    this.#search = search;
  }

  get tables(): { core: Float64Array } {
    return { core: Float64Array.from(this.#search.reference.data) };
  }

  async score(x: Matrix, options: ScoreOptions): Promise<Float32Array> {
    return await this.#search.distances(x, "farthest", options);
  }

  explain(row: Float32Array): Float64Array {
    return this.#search.parts(row, this.#search.nearestTo(row)[0]);
  }

  [Symbol.dispose](): void {
    this.#search[Symbol.dispose]();
  }
}

/**
 * DBSCAN on a sample of the training rows: a row with `minPoints` rows within the radius epsilon is
 * a core row; core rows within epsilon of each other are of one cluster; rows that are not within
 * epsilon of a core row are noise. The score of any row is its Euclidean distance from the nearest
 * core row, so it is noise where the score is greater than epsilon.
 *
 * With `auto`, epsilon is the knee of the sorted distances from the `minPoints`-th neighbour. A sample
 * with fewer rows than `minPoints` needs all of them in the neighbourhood.
 *
 * The weights of `explain` are the squared differences from the nearest core row, divided by the
 * distance; they add up to the score.
 *
 * Weak where normal traffic is dense in one place and sparse in another, since one radius serves
 * all; it depends much on the radius, and a sample thins out what is rare.
 *
 * Source: M. Ester et al., "A Density-Based Algorithm for Discovering Clusters in Large Spatial
 * Databases with Noise", KDD 1996.
 */
const DBSCAN: StatisticalRecipe<DbscanParams, Facts> = {
  definition: dbscanDefinition,
  name: "DBSCAN model",
  async fit(x, { epsilon: wanted, minPoints, sampleSize }, { seed, signal, onProgress }) {
    requireSquarable(x, "DBSCAN model");
    const sample = sampleRows(x, sampleSize, createRandom(seed));
    const steps = progressOf(["neighbours", "clusters", "noise"], onProgress);
    const distances = await neighbourDistances(sample, minPoints, { signal, ...steps.neighbours });
    const epsilon = wanted === "auto" ? kneeOf(distances) : wanted;
    const core = rowsWhere(sample, (row) => distances[row] <= epsilon);
    if (core.rows === 0) {
      throw new TrainingError(
        `No record has ${minPoints} neighbours within ${epsilon}. Choose a larger radius or fewer ` +
          "neighbours.",
      );
    }
    const distinct = await drawDistinctRows(core, core.rows, createRandom(seed));
    const search = new NeighbourSearch(distinct, 1);
    const neighbours = await search.within(distinct, epsilon, { signal, ...steps.clusters });
    const scores = await search.distances(sample, "farthest", { signal, ...steps.noise });
    return new DbscanModel({
      sampleRows: sample.rows,
      epsilon,
      coreRows: core.rows,
      distinctCoreRows: distinct.rows,
      clusters: countClusters(neighbours),
      noiseRows: scores.reduce((count, score) => count + (score > epsilon ? 1 : 0), 0),
    }, search);
  },
  facts: FACTS,
  restore(facts, cols, table) {
    const rows = facts.distinctCoreRows;
    const data = Float32Array.from(table("core", rows * cols));
    return new DbscanModel(facts, new NeighbourSearch({ data, rows, cols }, 1));
  },
};

/** The distance of each row's `count`-th nearest row, the first one being itself. */
async function neighbourDistances(
  rows: Rows,
  count: number,
  options: ScoreOptions,
): Promise<Float32Array> {
  using search = new NeighbourSearch(rows, count);
  return await search.distances(rows, "farthest", options);
}

function rowsWhere({ data, rows, cols }: Rows, isWanted: (row: number) => boolean): Rows {
  const wanted = indicesWhere(firstIndices(rows), isWanted);
  const some = new Float32Array(wanted.length * cols);
  wanted.forEach((row, i) => some.set(data.subarray(row * cols, (row + 1) * cols), i * cols));
  return { data: some, rows: wanted.length, cols };
}

/** Steps that take about as long as each other. */
function progressOf<Step extends string>(
  names: Step[],
  onProgress: FitOptions["onProgress"],
): Record<Step, Pick<ScoreOptions, "onProgress">> {
  const steps = names.map((name, i) => [name, {
    onProgress: onProgress &&
      ((share: number) => onProgress({ fraction: (i + share) / names.length })),
  }]);
  return Object.fromEntries(steps);
}

/**
 * A new DBSCAN model, not fitted yet.
 *
 * @param params see {@linkcode DbscanParams}; defaults stand in for what is left out
 * @throws {z.ZodError} when parameters are unknown or out of range
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { createDbscan } from "./dbscan.ts";
 *
 * // Two clusters, and one row that belongs to neither.
 * const data = Float32Array.of(1, 1.5, 2, 7, 7.5, 8, 20);
 * const detector = createDbscan({ epsilon: 1, minPoints: 2 });
 * await detector.fit({ data, rows: 7, cols: 1, names: ["bytes"] }, { seed: 1 });
 * const { facts } = (await detector.save()).data as { facts: Record<string, number> };
 * assert.deepEqual([facts.clusters, facts.noiseRows], [2, 1]);
 * detector.dispose();
 * ```
 */
export function createDbscan(params: Params = {}): Detector {
  return createStatistical(DBSCAN, params);
}

/**
 * A DBSCAN model from what `save` gave.
 *
 * @throws {TypeError} when the state is damaged
 */
export function loadDbscan(state: DetectorState): Detector {
  return loadStatistical(DBSCAN, state);
}

/** How the registry makes it. */
export const factory: DetectorFactory = { create: createDbscan, load: loadDbscan };
