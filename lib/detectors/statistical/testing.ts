/**
 * Rows on which scikit-learn 1.2.1 was run once, for the tests of the statistical detectors.
 *
 * @module
 */
import type { Matrix } from "../../learning/matrix.ts";

function matrixOf(rows: number[][]): Matrix {
  const names = rows[0].map((_, column) => `c${column}`);
  return { data: Float32Array.from(rows.flat()), rows: rows.length, cols: names.length, names };
}

/** Two clouds of six rows. */
export const TWO_CLOUDS: Matrix = matrixOf([
  [0.1, 0.2, -0.3],
  [0.4, -0.1, 0.2],
  [-0.2, 0.3, 0.1],
  [0.3, 0.5, -0.1],
  [-0.4, -0.2, 0.4],
  [0.0, 0.1, 0.6],
  [4.1, 3.8, 0.2],
  [3.7, 4.4, -0.2],
  [4.5, 4.1, 0.5],
  [3.9, 3.6, 0.1],
  [4.2, 4.3, -0.4],
  [3.6, 4.0, 0.3],
]);

/** Eighteen rows in one cloud, and two far from it. */
export const CLOUD_AND_OUTLIERS: Matrix = matrixOf([
  ...rowsOf(TWO_CLOUDS).slice(0, 6),
  ...rowsOf(TWO_CLOUDS).slice(0, 6).map((row) => row.map((value) => 0.5 * value + 0.05)),
  ...rowsOf(TWO_CLOUDS).slice(0, 6).map((row) => row.map((value) => -0.7 * value)),
  [9, 9, 9],
  [8, 9, 7],
]);

/** Rows to score. */
export const SCORED: Matrix = matrixOf([[0, 0, 0], [2, 2, 0], [4, 4, 3], [-1, 5, 0.5]]);

/** The rows of a matrix, one by one. */
export function rowsOf({ data, rows, cols }: Matrix): number[][] {
  return Array.from({ length: rows }, (_, row) => [...data.slice(row * cols, (row + 1) * cols)]);
}

/** Whether all numbers are within a share of the wanted ones. */
export function areClose(actual: ArrayLike<number>, wanted: number[], share: number): boolean {
  return actual.length === wanted.length &&
    wanted.every((value, i) =>
      Math.abs(actual[i] - value) <= share * Math.max(1e-3, Math.abs(value))
    );
}
