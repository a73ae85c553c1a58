/**
 * Made-up rows with the shape of scaled connection records.
 *
 * @module
 */
import type { Matrix } from "../../lib/learning/matrix.ts";
import type { Random } from "../../lib/base/random.ts";

const HIDDEN = 6;

/**
 * Rows from a few hidden numbers each. Of the columns, a third are counts with long tails, a third
 * shares that are mostly 0 or 1, a third flags that are seldom set; one row in twenty is odd.
 *
 * @returns a matrix in shared memory
 */
export function connectionRows(rows: number, cols: number, random: Random): Matrix {
  const data = new Float32Array(new SharedArrayBuffer(4 * rows * cols));
  const mixing = Float64Array.from({ length: HIDDEN * cols }, random.normal);
  const hidden = new Float64Array(HIDDEN);
  for (let row = 0; row < rows; row++) {
    const spread = random.next() < 0.05 ? 2.5 : 1;
    for (let i = 0; i < HIDDEN; i++) hidden[i] = spread * random.normal();
    for (let col = 0; col < cols; col++) {
      let sum = 0.3 * random.normal();
      for (let i = 0; i < HIDDEN; i++) sum += hidden[i] * mixing[i * cols + col];
      data[row * cols + col] = valueOf(col % 3, sum / Math.sqrt(HIDDEN));
    }
  }
  return { data, rows, cols, names: Array.from({ length: cols }, (_, i) => `c${i}`) };
}

function valueOf(sort: number, value: number): number {
  if (sort === 0) return Math.min(5, Math.exp(value) - 1);
  if (sort === 1) return Math.min(1, Math.max(0, 0.5 + value));
  return value > 1.8 ? 1 : 0;
}
