/**
 * Importance of features by what their loss does to a model.
 *
 * @module
 */
import { createPacer } from "../../base/pacer.ts";
import type { Detector } from "../detector.ts";
import type { Matrix } from "../../learning/matrix.ts";
import { rocCurve } from "../../learning/metrics/curves/roc_curve.ts";
import { createRandom } from "../../base/random.ts";
import { filled, firstIndices } from "../../base/typed_arrays.ts";
import type { FeatureGroup } from "../../learning/features/pipeline.ts";
import {
  byImportance,
  type FeatureImportance,
  type ImportanceOptions,
  moments,
} from "./importance.ts";
import { drawSample } from "./sample.ts";

/** How a permutation is measured. */
export interface PermutationOptions extends ImportanceOptions {
  /** Permutations of each feature, 5 unless given. */
  repeats?: number;
}

/** The importance of each feature by permutation. */
export interface PermutationImportance {
  /**
   * `roc-auc`: the drop in ROC-AUC; about 0 for a feature that the model does without, negative for
   * one that misleads it. `score-change`: the mean absolute change of a row's score, in standard
   * deviations of the scores; says what moves the scores, not whether it helps.
   */
  measure: "roc-auc" | "score-change";
  /** ROC-AUC before anything is permuted; `null` without labels of both classes. */
  baseline: number | null;
  /** Rows that it was measured on. */
  rows: number;
  /** Most important first. */
  features: FeatureImportance[];
}

/** Rows by default. */
const ROWS = 2000;
const REPEATS = 5;

/**
 * Shuffles one feature at a time among the rows, all of its matrix columns together, and measures
 * how much worse the scores get. Costs a scoring of the sample for each feature and repeat. Of two
 * features that say the same, each looks unimportant: the model still has the other.
 *
 * Source: L. Breiman, "Random Forests", Machine Learning 45, 2001, section 10; A. Fisher, C. Rudin
 * and F. Dominici, "All Models are Wrong, but Many are Useful", JMLR 20 (177), 2019.
 *
 * @param x rows that the detector was not fitted on, best those of a test
 * @param truth 1 for an attack, 0 for a normal row; `null` where it is not known
 * @param groups the matrix columns of each feature, as `FeaturePipeline.groups()` gives them
 * @throws {RangeError} without rows, or when the truth has another number of rows
 */
export async function permutationImportance(
  detector: Detector,
  x: Matrix,
  truth: Uint8Array | null,
  groups: FeatureGroup[],
  { seed, rows = ROWS, repeats = REPEATS, signal, onProgress }: PermutationOptions,
): Promise<PermutationImportance> {
  const context = detector.context ?? 0;
  const { matrix, chosen, truth: known } = drawSample(x, truth, { most: rows, context, seed });
  const pace = createPacer(signal);
  const score = async () => {
    await pace();
    const scores = await detector.score(matrix, { signal });
    return filled(new Float32Array(chosen.length), (i) => scores[chosen[i]]);
  };
  const before = await score();
  const baseline = known && rocCurve(before, known).auc!;
  const unit = moments(before).deviation || 1;
  const loss = (after: Float32Array): number =>
    known
      ? baseline! - rocCurve(after, known).auc!
      : moments(after.map((value, i) => Math.abs(value - before[i]))).mean / unit;
  const random = createRandom(seed);
  const order = firstIndices(matrix.rows);
  const original = matrix.data.slice();
  const features: FeatureImportance[] = [];
  for (const [index, { feature, columns }] of groups.entries()) {
    const losses = new Float64Array(repeats);
    for (let repeat = 0; repeat < repeats; repeat++) {
      random.shuffle(order);
      permute(matrix, original, columns, order);
      losses[repeat] = loss(await score());
      onProgress?.((index * repeats + repeat + 1) / (groups.length * repeats));
    }
    matrix.data.set(original);
    const { mean: importance, deviation } = moments(losses);
    features.push({ feature, importance, deviation });
  }
  return {
    measure: known ? "roc-auc" : "score-change",
    baseline,
    rows: chosen.length,
    features: byImportance(features),
  };
}

function permute(
  { data, rows, cols }: Matrix,
  original: Float32Array,
  columns: number[],
  order: Uint32Array,
): void {
  for (let row = 0; row < rows; row++) {
    for (const column of columns) {
      data[row * cols + column] = original[order[row] * cols + column];
    }
  }
}
