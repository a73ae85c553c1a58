/**
 * Grows isolation trees.
 *
 * @module
 */
import type { Random } from "../../random.ts";
import type { Matrix } from "../detector.ts";
import type { Forest } from "./forest.ts";

/** Grows tree after tree into a forest from random subsamples of one matrix. */
export class TreeGrower {
  readonly #x: Matrix;
  readonly #random: Random;
  /** Row indices; a new subsample is drawn to the front for each tree. */
  readonly #rows: Uint32Array;
  /** Column indices; those that may still vary in a node stand first. */
  readonly #columns: Uint32Array;

  constructor(x: Matrix, random: Random) {
    this.#x = x;
    this.#random = random;
    this.#rows = indicesUpTo(x.rows);
    this.#columns = indicesUpTo(x.cols);
  }

  /** Grows one tree of the forest. */
  grow(forest: Forest, tree: number): void {
    this.#drawSubsample(forest.subsampleSize);
    const inner = tree * (2 ** forest.height - 1);
    const slots = tree * 2 ** forest.height;
    const view = {
      height: forest.height,
      columns: forest.columns.subarray(inner, inner + 2 ** forest.height - 1),
      thresholds: forest.thresholds.subarray(inner, inner + 2 ** forest.height - 1),
      sizes: forest.sizes.subarray(slots, slots + 2 ** forest.height),
    };
    this.#growNode(view, 0, 0, 0, forest.subsampleSize, this.#x.cols);
  }

  /** Without replacement; any order of the rows is as good to start from as any other. */
  #drawSubsample(size: number): void {
    for (let i = 0; i < size; i++) {
      swap(this.#rows, i, i + this.#random.integer(this.#rows.length - i));
    }
  }

  /**
   * @param from first of the node's rows
   * @param to the row after the last
   * @param varying how many of the columns, from the first, may vary in the node
   */
  #growNode(
    tree: Pick<Forest, "height" | "columns" | "thresholds" | "sizes">,
    node: number,
    depth: number,
    from: number,
    to: number,
    varying: number,
  ): void {
    const split = depth < tree.height && to - from > 1 ? this.#drawSplit(from, to, varying) : null;
    if (!split) {
      const firstSlot = (node + 1) * 2 ** (tree.height - depth) - 2 ** tree.height;
      tree.sizes[firstSlot] = to - from;
      return;
    }
    tree.columns[node] = split.column;
    tree.thresholds[node] = split.threshold;
    const middle = this.#partition(from, to, split.column, split.threshold);
    this.#growNode(tree, 2 * node + 1, depth + 1, from, middle, split.varying);
    this.#growNode(tree, 2 * node + 2, depth + 1, middle, to, split.varying);
  }

  /** A random column of those that vary in the node, and a random value in its range there. */
  #drawSplit(
    from: number,
    to: number,
    varying: number,
  ): { column: number; threshold: number; varying: number } | null {
    while (varying > 0) {
      const pick = this.#random.integer(varying);
      const column = this.#columns[pick];
      const [min, max] = this.#range(from, to, column);
      if (min < max) {
        const threshold = Math.fround(min + (max - min) * this.#random.next());
        // Rounding to 32 bits may reach the maximum, and then nothing would go right.
        return { column, threshold: threshold < max ? threshold : min, varying };
      }
      swap(this.#columns, pick, --varying);
    }
    return null;
  }

  #range(from: number, to: number, column: number): [number, number] {
    const { data, cols } = this.#x;
    let min = Infinity;
    let max = -Infinity;
    for (let i = from; i < to; i++) {
      const value = data[this.#rows[i] * cols + column];
      if (value < min) min = value;
      if (value > max) max = value;
    }
    return [min, max];
  }

  /** Puts the rows with values up to the threshold first; returns where the others begin. */
  #partition(from: number, to: number, column: number, threshold: number): number {
    const { data, cols } = this.#x;
    let middle = from;
    for (let i = from; i < to; i++) {
      if (data[this.#rows[i] * cols + column] <= threshold) swap(this.#rows, i, middle++);
    }
    return middle;
  }
}

function indicesUpTo(count: number): Uint32Array {
  const indices = new Uint32Array(count);
  for (let i = 0; i < count; i++) indices[i] = i;
  return indices;
}

function swap(array: Uint32Array, a: number, b: number): void {
  const value = array[a];
  array[a] = array[b];
  array[b] = value;
}
