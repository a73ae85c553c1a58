/**
 * Distances from reference rows.
 *
 * @module
 */
import type { ReferenceShape } from "../reference_tree.ts";
import type { RowBlock, RowTask, RowThread } from "../task.ts";
import { fillTile } from "./tile.ts";

/** Which reference rows to look for. The constants are those of a reference tree. */
export interface NearestArgs extends ReferenceShape {
  /** How many of the nearest. */
  count: number;
  /** What one number tells of a row: the distance of the last of them, or the mean of all. */
  score: "farthest" | "mean";
}

/** What is found for each row; the last two only where they are asked for. */
export interface NearestResults {
  scores: Float32Array;
  /** `count` distances a row, ascending; infinite where there are fewer reference rows. */
  distances?: Float32Array;
  /** `count` places in the leaves a row, in the order of the distances; -1 for none. */
  places?: Int32Array;
}

/** Candidates beyond those looked for: rounding may have put them in the wrong order. */
const SPARE = 3;

/** Bytes that the stack of a search takes in the kernels. */
const STACK_BYTES = 32 + 24 * 32;

/** Half the distance between 1 and the next 32-bit number. */
const UNIT_ROUNDOFF = 2 ** -24;

/** Bytes of scratch that {@linkcode nearestRows} needs. */
export function nearestScratchBytes(cols: number, count: number): number {
  return 16 * cols + 16 + 9 * 4 * (count + SPARE) + STACK_BYTES;
}

/**
 * The nearest reference rows by Euclidean distance. Candidates come from products, which is fast;
 * their distances from the differences. Where rounding of the products may have lost a nearer row,
 * the search is repeated with differences alone. So all distances are exact but for the rounding of
 * 32-bit differences, and do not depend on which other rows there are.
 */
export const nearestRows: RowTask<NearestArgs, NearestResults> = (thread, block, args, results) => {
  const search = new Search(thread, block, args, results);
  const { rows, sameAs } = inOrder(thread, block, args);
  for (let i = 0; i < rows.length; i += 4) search.tile(rows, i);
  sameAs.forEach((other, row) => other < 0 || search.copy(other, row));
};

class Search {
  readonly #thread: RowThread;
  readonly #block: RowBlock;
  readonly #args: NearestArgs;
  readonly #results: NearestResults;
  readonly #candidates: number;
  readonly #tile: number;
  readonly #norms: number;
  readonly #lists: number;
  readonly #distances: number;
  readonly #stack: number;

  constructor(
    thread: RowThread,
    block: RowBlock,
    args: NearestArgs,
    results: NearestResults,
  ) {
    this.#thread = thread;
    this.#block = block;
    this.#args = args;
    this.#results = results;
    this.#candidates = args.count + SPARE;
    this.#tile = thread.scratch;
    this.#norms = this.#tile + 16 * block.cols;
    this.#lists = this.#norms + 16;
    this.#distances = this.#lists + 2 * 4 * 4 * this.#candidates;
    this.#stack = this.#distances + 4 * this.#candidates;
  }

  /** Looks for the neighbours of up to 4 rows, those at `first` and after it in `rows`. */
  tile(rows: Uint32Array, first: number): void {
    const { kernels, constants, floats, integers } = this.#thread;
    const { leaves, panelsOfLeaf, cols, count } = this.#args;
    const list = 4 * this.#candidates;
    fillTile(this.#thread, this.#block, rows, first, this.#tile);
    kernels.nearestOfTile(
      ...[this.#lists, this.#tile, this.#norms, this.#candidates] as const,
      ...[constants.panels, constants.boxes, leaves, panelsOfLeaf, cols, this.#stack] as const,
    );
    for (let lane = 0; lane < 4 && first + lane < rows.length; lane++) {
      const last = floats[(this.#lists + (lane + 1) * list) / 4 - 1];
      const found = this.#lists + 4 * list + lane * list;
      kernels.refineNearest(
        ...[this.#distances, found, this.#candidates] as const,
        ...[this.#tile + 4 * lane, constants.panels, cols] as const,
      );
      const norm = floats[this.#norms / 4 + lane];
      const farthest = floats[this.#distances / 4 + count - 1];
      if (!isCertain(farthest, norm, norm - 2 * last, cols)) {
        kernels.nearestByDifferences(
          ...[this.#distances, found, count, farthest, this.#tile, lane] as const,
          ...[constants.panels, constants.boxes, leaves, panelsOfLeaf, cols, this.#stack] as const,
        );
      }
      const distances = floats.subarray(this.#distances / 4, this.#distances / 4 + count);
      this.#store(rows[first + lane], distances, integers.subarray(found / 4, found / 4 + count));
    }
  }

  /** Gives a row the results of another. */
  copy(from: number, to: number): void {
    const { scores, ...lists } = this.#results;
    const { count } = this.#args;
    const [source, target] = [this.#block.from + from, this.#block.from + to];
    scores[target] = scores[source];
    for (const list of Object.values(lists)) {
      list?.copyWithin(target * count, source * count, (source + 1) * count);
    }
  }

  #store(row: number, squares: Float32Array, places: Int32Array): void {
    const { count, score } = this.#args;
    const { scores, distances } = this.#results;
    const at = this.#block.from + row;
    let [sum, there] = [0, 0];
    for (let i = 0; i < count; i++) {
      const distance = Math.sqrt(squares[i]);
      if (distances) distances[at * count + i] = distance;
      if (places[i] < 0) continue;
      sum = score === "mean" ? sum + distance : distance;
      there++;
    }
    scores[at] = score === "mean" ? sum / there : sum;
    this.#results.places?.set(places, at * count);
  }
}

/**
 * Whether no row that is not among the candidates can be nearer than those found.
 *
 * @param farthest squared distance of the last of those found, from the differences
 * @param norm squared length of the row
 * @param beyond squared distance of the last candidate, from the products
 */
function isCertain(farthest: number, norm: number, beyond: number, cols: number): boolean {
  // A nearer row has no greater length than this, and the error of its products this bound.
  const length = Math.sqrt(norm) + Math.sqrt(farthest);
  const error = (cols + 4) * UNIT_ROUNDOFF * (3 * length ** 2 + beyond + farthest);
  return farthest + error < beyond;
}

/** Bits of a row's hash in a key, and of its number in the block. */
const HASH_BITS = 26;
const ROW_BITS = 12;

/** Most rows of a block that is put into order. */
export const NEAREST_BLOCK_ROWS = 2 ** ROW_BITS;

/**
 * The distinct rows of a block, those together that fall into the same leaf, and for each row the
 * one that it is equal to (-1: it is among the distinct ones).
 */
function inOrder(
  { floats, integers, constants }: RowThread,
  { rows, stride, address }: RowBlock,
  { cols, leaves }: NearestArgs,
): { rows: Uint32Array; sameAs: Int32Array } {
  const columns = constants.splitColumns / 4;
  const values = constants.splitValues / 4;
  const first = address / 4;
  const keys = new Float64Array(rows);
  for (let row = 0; row < rows; row++) {
    const start = first + row * stride;
    let node = 1;
    while (node < leaves) {
      const isRight = floats[start + integers[columns + node]] > floats[values + node];
      node = 2 * node + (isRight ? 1 : 0);
    }
    let hash = 0;
    for (let i = start; i < start + cols; i++) hash = Math.imul(hash ^ integers[i], 0x9e3779b1);
    hash = (hash ^ (hash >>> 15)) >>> (32 - HASH_BITS);
    keys[row] = ((node - leaves) * 2 ** HASH_BITS + hash) * 2 ** ROW_BITS + row;
  }
  keys.sort();
  const distinct = new Uint32Array(rows);
  const sameAs = new Int32Array(rows).fill(-1);
  let count = 0;
  for (const key of keys) {
    const row = key % 2 ** ROW_BITS;
    const before = count > 0 ? distinct[count - 1] : -1;
    if (before >= 0 && isEqual(integers, first + before * stride, first + row * stride, cols)) {
      sameAs[row] = before;
    } else {
      distinct[count++] = row;
    }
  }
  return { rows: distinct.subarray(0, count), sameAs };
}

function isEqual(values: Int32Array, a: number, b: number, count: number): boolean {
  for (let i = 0; i < count; i++) if (values[a + i] !== values[b + i]) return false;
  return true;
}
