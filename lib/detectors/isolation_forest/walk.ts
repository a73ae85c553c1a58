/**
 * Walks rows down the trees of a forest.
 *
 * @module
 */
import type { Forest } from "./forest.ts";

/**
 * Adds the path lengths of rows in all trees to sums.
 *
 * The trees are the outer loop, so that a tree and the rows stay in the cache. Four rows walk at
 * once: the steps of one path wait for each other, those of four paths do not.
 *
 * @param lengths the path length of each slot
 * @param data row-major values
 * @param from the first row
 * @param to the row after the last
 * @param sums one entry a row, the first for row `from`
 */
export function addPathLengths(
  forest: Forest,
  lengths: Float64Array,
  data: Float32Array,
  from: number,
  to: number,
  sums: Float64Array,
): void {
  const { trees, height, cols } = forest;
  const inner = 2 ** height - 1;
  const slots = inner + 1;
  const lastOfFours = from + ((to - from) & ~3);
  for (let tree = 0; tree < trees; tree++) {
    const columns = forest.columns.subarray(tree * inner, (tree + 1) * inner);
    const thresholds = forest.thresholds.subarray(tree * inner, (tree + 1) * inner);
    const ends = lengths.subarray(tree * slots, (tree + 1) * slots);
    let at = 0;
    for (let row = from; row < lastOfFours; row += 4, at += 4) {
      const a = row * cols;
      const b = a + cols;
      const c = b + cols;
      const d = c + cols;
      let i = 0, j = 0, k = 0, l = 0;
      for (let step = 0; step < height; step++) {
        i = 2 * i + 1 + +(data[a + columns[i]] > thresholds[i]);
        j = 2 * j + 1 + +(data[b + columns[j]] > thresholds[j]);
        k = 2 * k + 1 + +(data[c + columns[k]] > thresholds[k]);
        l = 2 * l + 1 + +(data[d + columns[l]] > thresholds[l]);
      }
      sums[at] += ends[i - inner];
      sums[at + 1] += ends[j - inner];
      sums[at + 2] += ends[k - inner];
      sums[at + 3] += ends[l - inner];
    }
    for (let row = lastOfFours; row < to; row++, at++) {
      let i = 0;
      for (let step = 0; step < height; step++) {
        i = 2 * i + 1 + +(data[row * cols + columns[i]] > thresholds[i]);
      }
      sums[at] += ends[i - inner];
    }
  }
}
