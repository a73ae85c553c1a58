/**
 * ECOD: empirical cumulative distributions for outlier detection.
 *
 * @module
 */
import { concatenated } from "../../base/typed_arrays.ts";
import { z } from "zod";
import { createPacer } from "../../base/pacer.ts";
import { columnBlockRows, scoreColumns } from "../columns/score_columns.ts";
import { countValues } from "../columns/value_counts.ts";
import type { Detector, DetectorFactory, DetectorState, ScoreOptions } from "../detector.ts";
import type { Matrix } from "../../learning/matrix.ts";
import { skewnessOf } from "./skewness.ts";
import { lookUp, type TailParts, type Tails, tailsOf } from "./tails.ts";
import { ecodDefinition } from "./definition.ts";
import type { Params } from "../../learning/params.ts";
import {
  createStatistical,
  loadStatistical,
  type StatisticalModel,
  type StatisticalRecipe,
} from "../statistical/detector.ts";

const FACTS = z.object({
  /** Training rows. */
  rows: z.int().min(2),
  /** Values that are kept of each column. */
  values: z.array(z.int().min(1)),
});

type Facts = z.infer<typeof FACTS>;

class EcodModel implements StatisticalModel {
  readonly facts: Facts;
  /** The tails of all columns, one after the other, and the skewness of each column. */
  readonly tables: {
    values: Float64Array;
    left: Float64Array;
    right: Float64Array;
    skewness: Float64Array;
  };
  /** Where each column's values start; one more for the end. */
  readonly #starts: Int32Array;
  readonly #parts: TailParts = { left: 0, right: 0 };

  constructor(facts: Facts, tables: EcodModel["tables"]) {
    this.facts = facts;
    this.tables = tables;
    let start = 0;
    this.#starts = Int32Array.of(0, ...facts.values.map((count) => start += count));
  }

  async score(x: Matrix, options: ScoreOptions): Promise<Float32Array> {
    const scores = new Float32Array(x.rows);
    const block = columnBlockRows(x.cols);
    const left = new Float64Array(block);
    const right = new Float64Array(block);
    const bySkew = new Float64Array(block);
    await scoreColumns(
      x,
      (column, value, row) => {
        const parts = this.#lookUp(column, value);
        left[row] += parts.left;
        right[row] += parts.right;
        bySkew[row] += this.tables.skewness[column] < 0 ? parts.left : parts.right;
      },
      (from, to) => {
        for (let row = 0; row < to - from; row++) {
          scores[from + row] = Math.max(left[row], right[row], bySkew[row]);
        }
        for (const sums of [left, right, bySkew]) sums.fill(0);
      },
      options,
    );
    return scores;
  }

  /** The parts of the sum that is the score. */
  explain(row: Float32Array): Float64Array {
    const parts = Array.from(row, (value, column) => ({ ...this.#lookUp(column, value) }));
    const { skewness } = this.tables;
    const sums = [
      parts.map(({ left }) => left),
      parts.map(({ right }) => right),
      parts.map(({ left, right }, column) => skewness[column] < 0 ? left : right),
    ];
    const totals = sums.map((each) => each.reduce((sum, part) => sum + part, 0));
    return Float64Array.from(sums[totals.indexOf(Math.max(...totals))]);
  }

  #lookUp(column: number, value: number): TailParts {
    const starts = this.#starts;
    const { rows } = this.facts;
    lookUp(this.tables, rows, starts[column], starts[column + 1], value, this.#parts);
    return this.#parts;
  }

  [Symbol.dispose](): void {}
}

/**
 * ECOD: for each column the share of training rows that are at most as large (left tail) and at
 * least as large (right tail) as the row's value. Three sums of -log of these shares over the
 * columns: of the left tails, of the right tails, and of the left tail where the column's
 * skewness is negative and else of the right one. The score is the largest. There is nothing to
 * choose.
 *
 * The paper scores the rows that the distributions come from. Here these are the training rows; a
 * value beyond all of them has the tail that it would have once it had joined them, 1 / (rows + 1).
 *
 * Of a column with more than 65,536 distinct values, the outermost 16,384 on each side are kept, and
 * as many again as these together in between: shares are exact in the tails, and off by less than 1 %
 * of themselves elsewhere with up to five million rows.
 *
 * The weights of `explain` are the parts of the largest sum; they add up to the score.
 *
 * Weak where only a combination of values is odd, where odd values lie between usual ones, and where
 * many columns say the same thing.
 *
 * Source: Z. Li et al., "ECOD: Unsupervised Outlier Detection Using Empirical Cumulative
 * Distribution Functions", IEEE TKDE 2022.
 */
const ECOD: StatisticalRecipe<Params, Facts> = {
  definition: ecodDefinition,
  name: "ECOD model",
  async fit(x, _, { signal, onProgress }) {
    const pace = createPacer(signal);
    const tails: Tails[] = [];
    const skewness = new Float64Array(x.cols);
    for (let column = 0; column < x.cols; column++) {
      await pace();
      const counts = countValues(x, column);
      tails.push(tailsOf(counts));
      skewness[column] = skewnessOf(counts);
      onProgress?.({ fraction: (column + 1) / x.cols });
    }
    return new EcodModel({ rows: x.rows, values: tails.map(({ values }) => values.length) }, {
      values: concatenated(Float64Array, tails.map(({ values }) => values)),
      left: concatenated(Float64Array, tails.map(({ left }) => left)),
      right: concatenated(Float64Array, tails.map(({ right }) => right)),
      skewness,
    });
  },
  facts: FACTS,
  restore(facts, cols, table) {
    if (facts.values.length !== cols) {
      throw new TypeError("A saved ECOD model has the tails of other columns.");
    }
    const count = facts.values.reduce((sum, values) => sum + values, 0);
    return new EcodModel(facts, {
      values: table("values", count),
      left: table("left", count),
      right: table("right", count),
      skewness: table("skewness", cols),
    });
  },
};

/**
 * A new ECOD model, not fitted yet.
 *
 * @param params there are none
 * @throws {z.ZodError} when there are parameters
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { createEcod } from "./ecod.ts";
 *
 * const x = { data: Float32Array.of(1, 2, 3, 4), rows: 4, cols: 1, names: ["count"] };
 * const detector = createEcod();
 * await detector.fit(x, { seed: 1 });
 * // One of four rows is as large as 4, and two as large as 3.
 * const scores = await detector.score(x);
 * assert.deepEqual([...scores.subarray(2)], [Math.log(2), Math.log(4)].map(Math.fround));
 * ```
 */
export function createEcod(params: Params = {}): Detector {
  return createStatistical(ECOD, params);
}

/**
 * An ECOD model from what `save` gave.
 *
 * @throws {TypeError} when the state is damaged
 */
export function loadEcod(state: DetectorState): Detector {
  return loadStatistical(ECOD, state);
}

/** How the registry makes it. */
export const factory: DetectorFactory = { create: createEcod, load: loadEcod };
