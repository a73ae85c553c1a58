/**
 * Which columns isolate a row.
 *
 * @module
 */
import { type Forest, type Planes, projection } from "./forest.ts";

/**
 * The path length that is expected at each node: the mean over the training rows that came through
 * it.
 *
 * @param lengths the path length of each slot
 * @returns `2^(height + 1) - 1` entries a tree; `NaN` at nodes that no training row reached
 */
export function expectedPathLengths(forest: Forest, lengths: Float64Array): Float64Array {
  const { trees, height, sizes } = forest;
  const slots = 2 ** height;
  const nodes = 2 * slots - 1;
  const expected = new Float64Array(trees * nodes);
  const counts = new Float64Array(nodes);
  for (let tree = 0; tree < trees; tree++) {
    const own = expected.subarray(tree * nodes, (tree + 1) * nodes);
    for (let node = nodes - 1; node >= 0; node--) {
      if (node >= slots - 1) {
        const slot = tree * slots + node - (slots - 1);
        counts[node] = sizes[slot];
        own[node] = sizes[slot] > 0 ? lengths[slot] : NaN;
      } else {
        const left = 2 * node + 1;
        const right = left + 1;
        counts[node] = counts[left] + counts[right];
        const sum = (counts[left] > 0 ? counts[left] * own[left] : 0) +
          (counts[right] > 0 ? counts[right] * own[right] : 0);
        own[node] = counts[node] > 0 ? sum / counts[node] : NaN;
      }
    }
  }
  return expected;
}

/**
 * How much each column shortens the path of one row: every step from a node to a child changes the
 * expected path length, and the change belongs to the column that the node looks at. Columns of a
 * hyperplane share it in proportion to how far each moves the row along the hyperplane's normal, away
 * from the mean of training.
 *
 * Source of the idea: A. Saabas, "Interpreting random forests", 2014, there for predictions of
 * regression trees.
 *
 * @param expected what {@linkcode expectedPathLengths} gave
 * @returns one entry a column, in steps, summed over the trees; positive: shorter
 */
export function shortenings(
  forest: Forest,
  expected: Float64Array,
  row: Float32Array,
): Float64Array {
  const { trees, height, cols, columns, thresholds, planes } = forest;
  const inner = 2 ** height - 1;
  const nodes = 2 * inner + 1;
  const result = new Float64Array(cols);
  for (let tree = 0; tree < trees; tree++) {
    const root = tree * inner;
    let node = 0;
    for (let step = 0; step < height; step++) {
      const at = root + node;
      const threshold = thresholds[at];
      if (threshold === Infinity) break;
      const value = planes === null ? row[columns[at]] : projection(forest, planes, at, row, 0);
      const child = 2 * node + (value > threshold ? 2 : 1);
      const change = expected[tree * nodes + node] - expected[tree * nodes + child];
      if (planes === null) result[columns[at]] += change;
      else share(change, forest, planes, at, row, result);
      node = child;
    }
  }
  return result;
}

/** Adds the parts that the columns of a hyperplane have in a change. */
function share(
  change: number,
  { width, columns }: Forest,
  { weights, means }: Planes,
  node: number,
  row: Float32Array,
  result: Float64Array,
): void {
  const first = node * width;
  let total = 0;
  const distance = (i: number) => Math.abs(weights[i] * (row[columns[i]] - means[columns[i]]));
  for (let i = first; i < first + width; i++) total += distance(i);
  for (let i = first; i < first + width; i++) {
    // A row in the very middle: only columns with a weight belong to the cut, the first one always.
    const part = total > 0 ? distance(i) / total : i === first ? 1 : 0;
    result[columns[i]] += change * part;
  }
}

/** The mean path length of the training rows, summed over the trees. */
export function expectedAtRoots(forest: Forest, expected: Float64Array): number {
  const nodes = 2 ** (forest.height + 1) - 1;
  let sum = 0;
  for (let tree = 0; tree < forest.trees; tree++) sum += expected[tree * nodes];
  return sum;
}
