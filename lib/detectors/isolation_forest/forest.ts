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
 * reaches a slot; all steps of a walk are the same, without a test for the end. Growing ends at the
 * height that a subsample's rows would have at least, so filling up doubles a tree at most.
 */
export interface Forest {
  trees: number;
  /** Steps from the root to a slot. */
  height: number;
  /** Training rows of each tree. */
  subsampleSize: number;
  /** Columns of the matrix. */
  cols: number;
  /** Columns that each inner node looks at: 1, or more for cuts by hyperplanes. */
  width: number;
  /** These columns: `width` for each of the `2^height - 1` inner nodes of a tree. */
  columns: Int32Array;
  /** For hyperplanes, what each of these columns is multiplied by. */
  planes: Planes | null;
  /** Rows with a value (or a sum of them) up to it go left, others right; one for each inner node. */
  thresholds: Float32Array;
  /** Training rows that ended in each slot, `2^height` a tree. */
  sizes: Uint32Array;
}

/** What a forest of hyperplanes has beside other forests. */
export interface Planes {
  /** As many as `columns` of the forest; 0 where a node looks at fewer columns. */
  weights: Float32Array;
  /** The mean of each column of the matrix in training, from which explanations measure. */
  means: Float32Array;
}

/** What trees are like. */
export type ForestShape = Pick<Forest, "trees" | "height" | "subsampleSize" | "cols" | "width">;

/** An empty forest, all nodes ended. */
export function emptyForest(shape: ForestShape): Forest {
  const { trees, height, cols, width } = shape;
  const inner = trees * (2 ** height - 1);
  return {
    ...shape,
    columns: new Int32Array(inner * width),
    planes: width === 1
      ? null
      : { weights: new Float32Array(inner * width), means: new Float32Array(cols) },
    thresholds: new Float32Array(inner).fill(Infinity),
    sizes: new Uint32Array(trees * 2 ** height),
  };
}

/**
 * What a node of a forest with hyperplanes compares with its threshold: a sum of weighted values.
 *
 * @param node counted through all trees
 * @param start of the row in `data`
 */
export function projection(
  { width, columns }: Forest,
  { weights }: Planes,
  node: number,
  data: Float32Array,
  start: number,
): number {
  let sum = 0;
  for (let i = node * width; i < (node + 1) * width; i++) {
    sum += data[start + columns[i]] * weights[i];
  }
  return Math.fround(sum);
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
