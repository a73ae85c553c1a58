/**
 * Grows isolation trees.
 *
 * @module
 */
import type { Random } from "../../base/random.ts";
import type { Matrix } from "../../learning/matrix.ts";
import { type Forest, projection } from "./forest.ts";

/** What growing looks at beside the shape of the forest. */
export interface GrowOptions {
  /** Columns that each tree may look at, drawn again for each; all by default. */
  features?: number;
}

/** The part of a forest that one tree is. */
interface Tree {
  forest: Forest;
  /** Its first inner node. */
  inner: number;
  /** Its first slot. */
  slots: number;
}

/** Grows tree after tree into a forest from random subsamples of one matrix. */
export class TreeGrower {
  readonly #x: Matrix;
  readonly #random: Random;
  readonly #features: number;
  /** Row indices; a new subsample is drawn to the front for each tree. */
  readonly #rows: Uint32Array;
  /** Column indices; those that may still vary in a node are first. */
  readonly #columns: Uint32Array;
  /** What the node in hand compares with its threshold, for the rows of the same places. */
  #values: Float32Array = new Float32Array(0);
  #min = 0;
  #max = 0;

  constructor(x: Matrix, random: Random, { features = x.cols }: GrowOptions = {}) {
    this.#x = x;
    this.#random = random;
    this.#features = features;
    this.#rows = indicesUpTo(x.rows);
    this.#columns = indicesUpTo(x.cols);
  }

  /** Grows one tree of the forest. */
  grow(forest: Forest, tree: number): void {
    const { height, subsampleSize } = forest;
    if (this.#values.length < subsampleSize) this.#values = new Float32Array(subsampleSize);
    this.#drawFront(this.#rows, subsampleSize);
    if (this.#features < this.#x.cols) this.#drawFront(this.#columns, this.#features);
    const part = { forest, inner: tree * (2 ** height - 1), slots: tree * 2 ** height };
    this.#growNode(part, 0, 0, 0, subsampleSize, this.#features);
  }

  /** Without replacement; any order of the indices is as good to start from as any other. */
  #drawFront(indices: Uint32Array, count: number): void {
    for (let i = 0; i < count; i++) {
      swap(indices, i, i + this.#random.integer(indices.length - i));
    }
  }

  /**
   * @param from first of the node's rows
   * @param to the row after the last
   * @param varying how many of the columns, from the first, may vary in the node
   */
  #growNode(
    tree: Tree,
    node: number,
    depth: number,
    from: number,
    to: number,
    varying: number,
  ): void {
    const { height, width, thresholds, sizes } = tree.forest;
    const mayCut = depth < height && to - from > 1;
    const left = !mayCut
      ? 0
      : width === 1
      ? this.#drawColumn(tree, node, from, to, varying)
      : this.#drawPlane(tree, node, from, to, varying);
    if (left === 0) {
      sizes[tree.slots + (node + 1) * 2 ** (height - depth) - 2 ** height] = to - from;
      return;
    }
    const threshold = this.#drawThreshold();
    thresholds[tree.inner + node] = threshold;
    const middle = this.#partition(from, to, threshold);
    this.#growNode(tree, 2 * node + 1, depth + 1, from, middle, left);
    this.#growNode(tree, 2 * node + 2, depth + 1, middle, to, left);
  }

  /** A random column of those that vary in the node. Returns how many may vary below; 0: no cut. */
  #drawColumn(tree: Tree, node: number, from: number, to: number, varying: number): number {
    for (let left = varying; left > 0;) {
      const pick = this.#random.integer(left);
      const column = this.#columns[pick];
      if (this.#takeColumn(from, to, column)) {
        tree.forest.columns[tree.inner + node] = column;
        return left;
      }
      swap(this.#columns, pick, --left);
    }
    return 0;
  }

  /** A random direction in random columns of those that vary in the node. Returns as above. */
  #drawPlane(tree: Tree, node: number, from: number, to: number, varying: number): number {
    const { forest } = tree;
    const first = (tree.inner + node) * forest.width;
    let left = varying;
    let chosen = 0;
    while (chosen < Math.min(forest.width, left)) {
      const pick = chosen + this.#random.integer(left - chosen);
      const column = this.#columns[pick];
      if (this.#takeColumn(from, to, column)) {
        forest.columns[first + chosen] = column;
        forest.planes!.weights[first + chosen] = this.#random.normal();
        swap(this.#columns, pick, chosen++);
      } else {
        swap(this.#columns, pick, --left);
      }
    }
    return chosen > 0 && this.#takeProjections(forest, tree.inner + node, from, to) ? left : 0;
  }

  /** Takes the values of a column; false when all are equal. */
  #takeColumn(from: number, to: number, column: number): boolean {
    const { data, cols } = this.#x;
    const rows = this.#rows;
    const values = this.#values;
    let min = Infinity;
    let max = -Infinity;
    for (let i = from; i < to; i++) {
      const value = data[rows[i] * cols + column];
      values[i] = value;
      if (value < min) min = value;
      if (value > max) max = value;
    }
    this.#min = min;
    this.#max = max;
    return min < max;
  }

  /** Takes what a hyperplane makes of the rows; false when it cannot part them. */
  #takeProjections(forest: Forest, node: number, from: number, to: number): boolean {
    const { data, cols } = this.#x;
    this.#min = Infinity;
    this.#max = -Infinity;
    for (let i = from; i < to; i++) {
      const value = projection(forest, forest.planes!, node, data, this.#rows[i] * cols);
      this.#values[i] = value;
      this.#min = Math.min(this.#min, value);
      this.#max = Math.max(this.#max, value);
    }
    return this.#min < this.#max && this.#max - this.#min < Infinity;
  }

  /** A random value in the range of those that were taken. */
  #drawThreshold(): number {
    const [min, max] = [this.#min, this.#max];
    const threshold = Math.fround(min + (max - min) * this.#random.next());
    // Rounding to 32 bits may reach the maximum, and then nothing would go right.
    return threshold < max ? threshold : min;
  }

  /** Puts the rows with values up to the threshold first; returns where the others begin. */
  #partition(from: number, to: number, threshold: number): number {
    const rows = this.#rows;
    const values = this.#values;
    let middle = from;
    for (let i = from; i < to; i++) {
      if (values[i] <= threshold) swap(rows, i, middle++);
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
