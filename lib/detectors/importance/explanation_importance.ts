/**
 * Importance of features by a model's own explanations.
 *
 * @module
 */
import type { Detector } from "../detector.ts";
import type { Matrix } from "../../learning/matrix.ts";
import { createPacer } from "../../base/pacer.ts";
import type { FeatureGroup } from "../../learning/features/pipeline.ts";
import {
  byImportance,
  type FeatureImportance,
  type ImportanceOptions,
  moments,
} from "./importance.ts";
import { drawSample } from "./sample.ts";

/** Rows by default. */
const ROWS = 200;

/**
 * The mean size of each feature's part in the explanations of some rows, in the unit of the
 * detector's explanations. Parts of one-hot columns are added up before their size is taken. Needs
 * no labels and is cheap, but shows what the model looks at, not whether it helps: for that see
 * `permutationImportance`.
 *
 * @param x rows to explain
 * @param truth 1 for an attack, 0 for a normal row: half of the rows are then attacks as far as
 * there are as many; `null` where it is not known
 * @param groups the matrix columns of each feature, as `FeaturePipeline.groups()` gives them
 * @returns most important first
 * @throws {RangeError} without rows, or when the truth has another number of rows
 */
export async function explanationImportance(
  detector: Detector,
  x: Matrix,
  truth: Uint8Array | null,
  groups: FeatureGroup[],
  { seed, rows = ROWS, signal, onProgress }: ImportanceOptions,
): Promise<FeatureImportance[]> {
  const context = detector.context ?? 0;
  const { matrix, chosen } = drawSample(x, truth, { most: rows, context, seed });
  const { data, cols, starts } = matrix;
  const pace = createPacer(signal);
  const sizes = groups.map(() => new Float64Array(chosen.length));
  for (const [i, row] of chosen.entries()) {
    await pace();
    const first = starts ? starts[row] : row;
    const weights = new Float64Array(cols);
    for (const part of await detector.explain(data.slice(first * cols, (row + 1) * cols))) {
      weights[part.column] += part.weight;
    }
    groups.forEach(({ columns }, group) => {
      sizes[group][i] = Math.abs(columns.reduce((sum, column) => sum + weights[column], 0));
    });
    onProgress?.((i + 1) / chosen.length);
  }
  return byImportance(groups.map(({ feature }, group) => {
    const { mean: importance, deviation } = moments(sizes[group]);
    return { feature, importance, deviation };
  }));
}
