/**
 * A forest as the kernels take it.
 *
 * @module
 */
import { FOREST_LANES } from "../../compute/rows/tasks/forest_scores.ts";
import type { Forest } from "./forest.ts";

/** Nodes and leaves of perfect trees; see `lib/compute/kernels/assembly/forest.ts`. */
export interface PackedForest {
  nodes: Int32Array;
  /** The path length of each leaf. */
  lengths: Float64Array;
  height: number;
  /** Columns of a node that cuts by a hyperplane; 0 in other forests. */
  width: number;
}

/** The kernel takes the first three steps at once. */
const LEAST_HEIGHT = 3;

/** Bytes that a forest takes as the kernels have it. */
export function packedBytes(trees: number, height: number, width: number): number {
  return trees * 2 ** height * (8 + 8 * (width > 1 ? width : 0) + 8);
}

/**
 * Packs a forest. Trees that are too low for the kernel get further levels, whose nodes send all
 * rows to the left.
 *
 * @param lengths the path length of each slot
 */
export function packForest(forest: Forest, lengths: Float64Array): PackedForest {
  const width = forest.planes === null ? 0 : forest.width;
  const height = Math.max(forest.height, LEAST_HEIGHT);
  const words = 2 + 2 * width;
  const leaves = 2 ** height;
  const nodes = new Int32Array(forest.trees * leaves * words);
  const floats = new Float32Array(nodes.buffer);
  const inner = 2 ** forest.height - 1;
  for (let tree = 0; tree < forest.trees; tree++) {
    for (let node = 0; node < leaves - 1; node++) {
      const at = (tree * leaves + node + 1) * words;
      const source = tree * inner + node;
      const threshold = node < inner ? forest.thresholds[source] : Infinity;
      if (width === 0) {
        nodes[at] = node < inner ? offsetOf(forest.columns[source]) : 0;
        floats[at + 1] = threshold;
        continue;
      }
      floats[at] = threshold;
      for (let i = 0; node < inner && i < width; i++) {
        nodes[at + 2 + 2 * i] = offsetOf(forest.columns[source * width + i]);
        floats[at + 3 + 2 * i] = forest.planes!.weights[source * width + i];
      }
    }
  }
  return { nodes, lengths: spread(lengths, 2 ** (height - forest.height)), height, width };
}

function offsetOf(column: number): number {
  return 4 * FOREST_LANES * column;
}

/** All rows of a slot come to the first of the leaves below it. */
function spread(lengths: Float64Array, leaves: number): Float64Array {
  if (leaves === 1) return lengths;
  const result = new Float64Array(lengths.length * leaves);
  lengths.forEach((length, slot) => result[slot * leaves] = length);
  return result;
}
