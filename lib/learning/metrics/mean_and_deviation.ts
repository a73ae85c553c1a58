/**
 * Mean and standard deviation of a sample (with n - 1).
 *
 * @param values at least one
 * @returns a deviation of 0 for one value
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { meanAndDeviation } from "./mean_and_deviation.ts";
 *
 * assert.deepEqual(meanAndDeviation([1, 2, 3]), { mean: 2, deviation: 1 });
 * ```
 */
export function meanAndDeviation(values: number[]): { mean: number; deviation: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  if (values.length === 1) return { mean, deviation: 0 };
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, deviation: Math.sqrt(squares / (values.length - 1)) };
}
