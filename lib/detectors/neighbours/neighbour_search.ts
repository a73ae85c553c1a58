/**
 * Nearest neighbours among reference rows.
 *
 * @module
 */
import type { Rows } from "../../learning/linear_algebra/moments.ts";
import { RowPool, sharedArray } from "../../compute/rows/pool.ts";
import {
  buildReferenceTree,
  type ReferenceArrays,
  type ReferenceTree,
} from "../../compute/rows/reference_tree.ts";
import {
  NEAREST_BLOCK_ROWS,
  type NearestArgs,
  nearestScratchBytes,
} from "../../compute/rows/tasks/nearest_rows.ts";
import { withinRadiusBytes } from "../../compute/rows/tasks/within_radius.ts";
import type { CallOptions } from "../../compute/trainer.ts";

/** Products of values in a block of rows at most: a tenth of a second, so that cancelling is quick. */
const BLOCK_PRODUCTS = 4e9;
const LEAST_BLOCK_ROWS = 64;

/** Rows from which threads are worth their start. */
const ROWS_FOR_THREADS = 4000;

/** One reference row near a row. */
export interface Neighbour {
  /** Index of the reference row. */
  row: number;
  /** Euclidean. */
  distance: number;
}

/** Finds the nearest of some reference rows, exactly. Prepares at the first search. */
export class NeighbourSearch implements Disposable {
  readonly reference: Rows;
  /** Neighbours that are looked for: as many as asked for, or all. */
  readonly count: number;
  #ready: Promise<{ tree: ReferenceTree; pool: RowPool<ReferenceArrays> }> | null = null;

  /**
   * @param reference at least one row
   * @param count neighbours to look for
   */
  constructor(reference: Rows, count: number) {
    this.reference = reference;
    this.count = Math.min(count, reference.rows);
  }

  /** One distance a row: of its farthest neighbour, or the mean of all. */
  async distances(
    x: Rows,
    score: NearestArgs["score"],
    options: CallOptions = {},
  ): Promise<Float32Array> {
    const { tree, pool } = await this.#prepare();
    const scores = sharedArray(Float32Array, x.rows);
    const args = { ...tree.shape, count: this.count, score };
    await pool.run("nearest-rows", x, args, { scores }, options);
    return scores;
  }

  /**
   * Which reference rows lie within a distance of each row.
   *
   * @returns `rows` bit sets of `bytes` bytes; bit `i` (the lowest of a byte first) stands for the
   * reference row `order[i]`
   */
  async within(x: Rows, radius: number, options: CallOptions = {}): Promise<NeighbourSets> {
    const { tree: { shape, order }, pool } = await this.#prepare();
    const bytes = shape.leaves * shape.panelsOfLeaf;
    const sets = sharedArray(Uint8Array, x.rows * bytes);
    await pool.run("within-radius", x, { ...shape, radius }, { sets }, options);
    return { sets, bytes, order };
  }

  /** The neighbours of one row, nearest first. */
  nearestTo(row: Float32Array): Neighbour[] {
    const { data, rows, cols } = this.reference;
    const nearest: Neighbour[] = [];
    let limit = Infinity;
    for (let other = 0; other < rows; other++) {
      let square = 0;
      for (let col = 0, i = other * cols; col < cols && square <= limit; col++, i++) {
        const difference = row[col] - data[i];
        square += difference * difference;
      }
      if (nearest.length === this.count && square >= limit) continue;
      const distance = Math.sqrt(square);
      const place = nearest.findIndex((neighbour) => neighbour.distance > distance);
      nearest.splice(place < 0 ? nearest.length : place, 0, { row: other, distance });
      if (nearest.length > this.count) nearest.pop();
      if (nearest.length === this.count) limit = nearest[this.count - 1].distance ** 2;
    }
    return nearest;
  }

  /**
   * How much of the distance to a reference row comes from each column: its squared difference,
   * divided by the distance. The parts add up to the distance.
   */
  parts(row: Float32Array, { row: other, distance }: Neighbour): Float64Array {
    const { data, cols } = this.reference;
    if (distance === 0) return new Float64Array(cols);
    return Float64Array.from(
      { length: cols },
      (_, col) => (row[col] - data[other * cols + col]) ** 2 / distance,
    );
  }

  #prepare() {
    return this.#ready ??= (async () => {
      const { data, rows, cols } = this.reference;
      const tree = buildReferenceTree(data, rows, cols);
      const pool = await RowPool.create({
        cols,
        constants: tree.arrays,
        scratchBytes: Math.max(
          nearestScratchBytes(cols, this.count),
          withinRadiusBytes(tree.shape),
        ),
        blockRows: blockRowsFor(rows * cols),
        rowsForThreads: ROWS_FOR_THREADS,
      });
      return { tree, pool };
    })();
  }

  [Symbol.dispose](): void {
    this.#ready?.then(({ pool }) => pool[Symbol.dispose](), () => {});
  }
}

/** Neighbours of each row as bit sets. */
export interface NeighbourSets {
  sets: Uint8Array;
  /** Of each set. */
  bytes: number;
  /** The reference row that each bit stands for; -1 for none. */
  order: Int32Array;
}

/** Results do not depend on it. */
function blockRowsFor(values: number): number {
  const rows = Math.floor(BLOCK_PRODUCTS / values) & ~3;
  return Math.max(LEAST_BLOCK_ROWS, Math.min(NEAREST_BLOCK_ROWS, rows));
}
