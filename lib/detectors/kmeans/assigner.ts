/**
 * Assigns rows to centroids, on all cores.
 *
 * @module
 */
import { addUp, blockRowsFor, type Rows } from "../../learning/linear_algebra/moments.ts";
import { RowPool, sharedArray } from "../../compute/rows/pool.ts";
import {
  assignGroupsScratch,
  type GroupConstants,
  groupConstants,
  placeGroups,
} from "../../compute/rows/tasks/assign_groups.ts";
import type { CallOptions } from "../../compute/trainer.ts";

/** What rows are when each belongs to its nearest centroid. */
export interface Assigned {
  /** The mean of each centroid's rows minus `centre`; zero where it has none. */
  means: Float64Array;
  /** Rows of each centroid. */
  counts: Float64Array;
}

/** How far rows are from their nearest centroids. */
export interface Distances {
  /** The squared distance of each row. */
  distances: Float32Array;
  /** The sum of all. */
  inertia: number;
}

/** Assigns rows to centroids that change from time to time. */
export class Assigner implements Disposable {
  readonly #pool: RowPool<GroupConstants>;
  readonly #cols: number;
  readonly #args: { groups: number; centred: boolean };

  private constructor(
    pool: RowPool<GroupConstants>,
    cols: number,
    args: { groups: number; centred: boolean },
  ) {
    this.#pool = pool;
    this.#cols = cols;
    this.#args = args;
  }

  /**
   * Prepares for some centroids.
   *
   * @param centre what is subtracted from all rows first, faster where it is 0; distances are most
   *   exact near it
   * @param rows that will be assigned at a time, about
   * @throws {Error} when the kernels cannot run here
   */
  static async create(centre: Float64Array, groups: number, rows: number): Promise<Assigner> {
    const cols = centre.length;
    const constants = groupConstants(cols, groups);
    constants.centre.set(centre);
    const pool = await RowPool.create({
      cols,
      constants,
      scratchBytes: assignGroupsScratch(cols, groups),
      blockRows: blockRowsFor(rows, groups * cols),
    });
    const centred = centre.some((value) => value !== 0);
    return new Assigner(pool, cols, { groups, centred });
  }

  /** Moves the centroids, which are given minus `centre`. */
  place(centroids: Float64Array): void {
    placeGroups(this.#pool.constants, centroids, this.#cols);
  }

  /** Finds the nearest centroid of each row, and the means of the rows of each. */
  async assign(x: Rows, options: CallOptions = {}): Promise<Assigned> {
    const { groups } = this.#args;
    const blocks = this.#pool.blocks(x.rows);
    const results = {
      sums: sharedArray(Float64Array, blocks * groups * this.#cols),
      counts: sharedArray(Float64Array, blocks * groups),
    };
    await this.#pool.run("assign-groups", x, this.#args, results, options);
    const counts = addUp(results.counts, groups);
    const means = addUp(results.sums, groups * this.#cols).map((sum, i) =>
      sum / Math.max(1, counts[Math.floor(i / this.#cols)])
    );
    return { means, counts };
  }

  /** How far each row is from its nearest centroid. */
  async measure(x: Rows, options: CallOptions = {}): Promise<Distances> {
    const distances = sharedArray(Float32Array, x.rows);
    const inertias = sharedArray(Float64Array, this.#pool.blocks(x.rows));
    await this.#pool.run("assign-groups", x, this.#args, { distances, inertias }, options);
    return { distances, inertia: addUp(inertias, 1)[0] };
  }

  /** The nearest centroid of each row. */
  async nearest(x: Rows, options: CallOptions = {}): Promise<Int32Array> {
    const nearest = sharedArray(Int32Array, x.rows);
    await this.#pool.run("assign-groups", x, this.#args, { nearest }, options);
    return nearest;
  }

  [Symbol.dispose](): void {
    this.#pool[Symbol.dispose]();
  }
}
