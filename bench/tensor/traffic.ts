/**
 * Made-up rows with the shape of encoded connection records.
 *
 * @module
 */
import type { Random } from "../../lib/base/random.ts";

/** Sizes of the one-hot groups that follow the 38 numeric columns, by the number of columns. */
const ONE_HOT: Record<number, number[]> = { 118: [3, 66, 11], 41: [3] };
const NUMERIC = 38;
const HIDDEN = 8;
/** How much of a hidden state a row has from the row before. */
const MEMORY = 0.9;
const NOISE = 0.3;

/**
 * Rows that a network can learn: a few hidden numbers, which change slowly from row to row, make the
 * numeric columns with some noise, and choose the categories.
 *
 * @param columns 118, as NSL-KDD has with one-hot categories, or 41
 * @returns `rows * columns` numbers in shared memory
 */
export function syntheticTraffic(rows: number, columns: number, random: Random): Float32Array {
  const data = new Float32Array(new SharedArrayBuffer(4 * rows * columns));
  const mixing = Float64Array.from({ length: HIDDEN * NUMERIC }, () => random.normal());
  const hidden = Float64Array.from({ length: HIDDEN }, () => random.normal());
  const fresh = Math.sqrt(1 - MEMORY ** 2);
  for (let row = 0; row < rows; row++) {
    for (let i = 0; i < HIDDEN; i++) hidden[i] = MEMORY * hidden[i] + fresh * random.normal();
    let at = row * columns;
    for (let column = 0; column < NUMERIC; column++) {
      let sum = NOISE * random.normal();
      for (let i = 0; i < HIDDEN; i++) {
        sum += hidden[i] * mixing[i * NUMERIC + column] / Math.sqrt(HIDDEN);
      }
      data[at++] = sum;
    }
    ONE_HOT[columns].forEach((size, group) => {
      // Skewed: most rows have one of the first categories.
      const category = Math.floor(size * Math.tanh(hidden[group]) ** 4);
      data[at + Math.min(category, size - 1)] = 1;
      at += size;
    });
  }
  return data;
}
