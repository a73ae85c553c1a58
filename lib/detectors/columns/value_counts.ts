/**
 * The values of one column, counted.
 *
 * @module
 */
import type { Rows } from "../../learning/linear_algebra/moments.ts";

/** The distinct values of a column, and how often each one occurs. */
export interface ValueCounts {
  /** Ascending. */
  values: Float64Array;
  /** How many rows have a value or a lower one. */
  atMost: Float64Array;
}

/** Counts the values of one column of a matrix. */
export function countValues({ data, rows, cols }: Rows, column: number): ValueCounts {
  const sorted = new Float32Array(rows);
  // Adding 0 turns -0 into 0.
  for (let row = 0; row < rows; row++) sorted[row] = data[row * cols + column] + 0;
  sorted.sort();
  let distinct = 0;
  for (let i = 0; i < rows; i++) if (i === 0 || sorted[i] !== sorted[i - 1]) distinct++;
  const values = new Float64Array(distinct);
  const atMost = new Float64Array(distinct);
  for (let i = 0, at = -1; i < rows; i++) {
    if (i === 0 || sorted[i] !== sorted[i - 1]) values[++at] = sorted[i];
    atMost[at] = i + 1;
  }
  return { values, atMost };
}

/**
 * The first place in ascending numbers, from `from` to `to`, whose number is not below `value`; `to`
 * if there is none.
 */
export function lowerBound(
  numbers: Float64Array,
  value: number,
  from = 0,
  to = numbers.length,
): number {
  while (from < to) {
    const middle = (from + to) >>> 1;
    if (numbers[middle] < value) from = middle + 1;
    else to = middle;
  }
  return from;
}
