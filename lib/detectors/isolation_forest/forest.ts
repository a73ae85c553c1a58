/**
 * The trees of an isolation forest, in a form that is quick to walk.
 *
 * @module
 */
import { averagePathLength } from "./average_path_length.ts";

/**
 * Isolation trees, each filled up to a complete binary tree of the same height: node `i` has the
 * children `2i + 1` and `2i + 2`, the nodes of the last level are the slots where paths end. A node
 * that ended early in growing has the threshold infinity, so that every row goes left until it
 * reaches a slot; all steps of a walk are the same, without a test for the end.
 */
export interface Forest {
  trees: number;
  /** Steps from the root to a slot. */
  height: number;
  /** Training rows of each tree. */
  subsampleSize: number;
  /** Columns of the matrix. */
  cols: number;
  /** Column that each inner node looks at, `2^height - 1` a tree. */
  columns: Int32Array;
  /** Rows with a value up to it go left, others right; as many as `columns`. */
  thresholds: Float32Array;
  /** Training rows that ended in each slot, `2^height` a tree. */
  sizes: Uint32Array;
}

/** An empty forest, all nodes ended. */
export function emptyForest(
  trees: number,
  height: number,
  subsampleSize: number,
  cols: number,
): Forest {
  const inner = trees * (2 ** height - 1);
  return {
    trees,
    height,
    subsampleSize,
    cols,
    columns: new Int32Array(inner),
    thresholds: new Float32Array(inner).fill(Infinity),
    sizes: new Uint32Array(trees * 2 ** height),
  };
}

/**
 * The path length h(x) that each slot stands for: the depth at which growing ended plus c(size) for
 * the rows that were left together.
 *
 * @returns one a slot, in the order of `sizes`
 */
export function slotPathLengths({ trees, height, thresholds, sizes }: Forest): Float64Array {
  const slots = 2 ** height;
  const lengths = new Float64Array(trees * slots);
  const fill = (tree: number, node: number, depth: number) => {
    const ended = depth === height || thresholds[tree * (slots - 1) + node] === Infinity;
    if (!ended) {
      fill(tree, 2 * node + 1, depth + 1);
      fill(tree, 2 * node + 2, depth + 1);
      return;
    }
    const first = (node + 1) * 2 ** (height - depth) - slots;
    const slot = tree * slots + first;
    lengths[slot] = depth + averagePathLength(sizes[slot]);
  };
  for (let tree = 0; tree < trees; tree++) fill(tree, 0, 0);
  return lengths;
}
