/**
 * What importance is and how it is asked for.
 *
 * @module
 */

/** How important a feature is to a model. */
export interface FeatureImportance {
  /** Name of the dataset's column; its one-hot columns count together. */
  feature: string;
  importance: number;
  /** Standard deviation: over the repeats of a permutation, over the rows of an explanation. */
  deviation: number;
}

/** What every measure of importance takes. */
export interface ImportanceOptions {
  /** Same model, same rows, same seed: same importance. */
  seed: number;
  /** Rows to draw at most. */
  rows?: number;
  /** Ends the work early; the promise then rejects with the signal's reason. */
  signal?: AbortSignal;
  /** Called with the share of the work done, 0 to 1. */
  onProgress?: (fraction: number) => void;
}

/** Most important first; equally important ones keep their order. */
export function byImportance(features: FeatureImportance[]): FeatureImportance[] {
  return features.toSorted((a, b) => b.importance - a.importance);
}

/** Mean and population standard deviation of at least one value. */
export function moments(values: ArrayLike<number>): { mean: number; deviation: number } {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i];
  const mean = sum / values.length;
  let squares = 0;
  for (let i = 0; i < values.length; i++) squares += (values[i] - mean) ** 2;
  return { mean, deviation: Math.sqrt(squares / values.length) };
}
