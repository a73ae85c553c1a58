/**
 * Walks rows down the trees of a forest: for few rows, and where the kernels cannot run.
 *
 * @module
 */
import { type Forest, projection } from "./forest.ts";

/**
 * Adds the path lengths of rows in all trees to sums, tree by tree.
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
  const { trees, height, cols, columns, thresholds, planes } = forest;
  const inner = 2 ** height - 1;
  for (let tree = 0; tree < trees; tree++) {
    const root = tree * inner;
    for (let row = from; row < to; row++) {
      let node = 0;
      for (let step = 0; step < height; step++) {
        const at = root + node;
        const value = planes === null
          ? data[row * cols + columns[at]]
          : projection(forest, planes, at, data, row * cols);
        node = 2 * node + (value > thresholds[at] ? 2 : 1);
      }
      sums[row - from] += lengths[tree * (inner + 1) + node - inner];
    }
  }
}
