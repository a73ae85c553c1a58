/**
 * The histogram-based outlier score.
 *
 * @module
 */
import { z } from "zod";
import { createPacer } from "../../base/pacer.ts";
import { columnBlockRows, scoreColumns } from "../columns/score_columns.ts";
import { countValues, lowerBound, type ValueCounts } from "../columns/value_counts.ts";
import type { Detector, DetectorFactory, DetectorState, ScoreOptions } from "../detector.ts";
import type { Matrix } from "../../learning/matrix.ts";
import { birgeRozenholc, dynamicBins, squareRootBins, staticBins } from "./bins.ts";
import { partsOf } from "./parts.ts";
import { hbosDefinition } from "./definition.ts";
import type { Params } from "../../learning/params.ts";
import {
  createStatistical,
  loadStatistical,
  type StatisticalModel,
  type StatisticalRecipe,
} from "../statistical/detector.ts";

/** Parameters of HBOS. */
export interface HbosParams {
  /** Bins of equal width, or of about as many rows each. */
  binning: "static" | "dynamic";
  /** How many for each column. */
  bins: "auto" | number;
}

const FACTS = z.object({
  /** Bins of each column. */
  bins: z.array(z.int().min(1)),
});

type Facts = z.infer<typeof FACTS>;

class HbosModel implements StatisticalModel {
  readonly facts: Facts;
  readonly tables: {
    /** Of each column's bins, one column after the other. */
    edges: Float64Array;
    parts: Float64Array;
    /** For each column. */
    outside: Float64Array;
  };
  /** Where each column's bins start in `parts`; its edges start as many columns later. */
  readonly #starts: Int32Array;

  constructor(facts: Facts, tables: HbosModel["tables"]) {
    this.facts = facts;
    this.tables = tables;
    let start = 0;
    this.#starts = Int32Array.from(facts.bins, (bins) => (start += bins) - bins);
  }

  async score(x: Matrix, options: ScoreOptions): Promise<Float32Array> {
    const scores = new Float32Array(x.rows);
    const sums = new Float64Array(columnBlockRows(x.cols));
    await scoreColumns(
      x,
      (column, value, row) => sums[row] += this.#part(column, value),
      (from, to) => {
        scores.set(sums.subarray(0, to - from), from);
        sums.fill(0);
      },
      options,
    );
    return scores;
  }

  explain(row: Float32Array): Float64Array {
    return Float64Array.from(row, (value, column) => this.#part(column, value));
  }

  #part(column: number, value: number): number {
    const { edges, parts, outside } = this.tables;
    const bins = this.facts.bins[column];
    const start = this.#starts[column];
    const first = start + column;
    const last = first + bins;
    if (!(value >= edges[first] && value <= edges[last])) return outside[column];
    const at = lowerBound(edges, value, first, last);
    // A bin holds its lower edge.
    const bin = at < last && edges[at] === value ? at - first : at - first - 1;
    return parts[start + bin];
  }

  [Symbol.dispose](): void {}
}

/**
 * HBOS: a histogram of each column; the score of a row is the sum over its columns of
 * log(highest density / density at its value), so columns count as if they were independent.
 *
 * A value that no training row is near counts as if half a row were there. The weights of `explain`
 * are the parts of the columns, which add up to the score.
 *
 * Weak where only a combination of values is odd, and where columns say the same thing: what they
 * say counts as often.
 *
 * Source: M. Goldstein, A. Dengel, "Histogram-based Outlier Score (HBOS)", KI-2012. The number of
 * bins of equal width: L. Birgé, Y. Rozenholc, 2006.
 */
const HBOS: StatisticalRecipe<HbosParams, Facts> = {
  definition: hbosDefinition,
  name: "HBOS model",
  async fit(x, params, { signal, onProgress }) {
    const pace = createPacer(signal);
    const bins: number[] = [];
    const edges: number[] = [];
    const parts: number[] = [];
    const outside: number[] = [];
    for (let column = 0; column < x.cols; column++) {
      await pace();
      const histogram = histogramOf(countValues(x, column), params, x.rows);
      const rarity = partsOf(histogram);
      bins.push(histogram.counts.length);
      edges.push(...histogram.edges);
      parts.push(...rarity.parts);
      outside.push(rarity.outside);
      onProgress?.({ fraction: (column + 1) / x.cols });
    }
    return new HbosModel({ bins }, {
      edges: Float64Array.from(edges),
      parts: Float64Array.from(parts),
      outside: Float64Array.from(outside),
    });
  },
  facts: FACTS,
  restore(facts, cols, table) {
    if (facts.bins.length !== cols) {
      throw new TypeError("A saved HBOS model has histograms of other columns.");
    }
    const bins = facts.bins.reduce((sum, count) => sum + count, 0);
    return new HbosModel(facts, {
      edges: table("edges", bins + cols),
      parts: table("parts", bins),
      outside: table("outside", cols),
    });
  },
};

function histogramOf(column: ValueCounts, { binning, bins }: HbosParams, rows: number) {
  if (binning === "dynamic") {
    return dynamicBins(column, bins === "auto" ? squareRootBins(rows) : bins);
  }
  return staticBins(column, bins === "auto" ? birgeRozenholc(column) : bins);
}

/**
 * A new HBOS model, not fitted yet.
 *
 * @param params see {@linkcode HbosParams}; defaults stand in for what is left out
 * @throws {z.ZodError} when parameters are unknown or out of range
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { createHbos } from "./hbos.ts";
 *
 * const data = Float32Array.of(0, 0, 0, 1, 1, 2);
 * const detector = createHbos({ bins: 3 });
 * await detector.fit({ data, rows: 6, cols: 1, names: ["count"] }, { seed: 1 });
 * const row = { data: Float32Array.of(2), rows: 1, cols: 1, names: ["count"] };
 * assert.deepEqual([...await detector.score(row)], [Math.fround(Math.log(3))]);
 * ```
 */
export function createHbos(params: Params = {}): Detector {
  return createStatistical(HBOS, params);
}

/**
 * An HBOS model from what `save` gave.
 *
 * @throws {TypeError} when the state is damaged
 */
export function loadHbos(state: DetectorState): Detector {
  return loadStatistical(HBOS, state);
}

/** How the registry makes it. */
export const factory: DetectorFactory = { create: createHbos, load: loadHbos };
