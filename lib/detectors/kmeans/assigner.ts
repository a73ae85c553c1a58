/**
 * Assigns rows to centroids, on all cores.
 *
 * @module
 */
import { addUp, blockRowsFor, type Rows } from "../../linear_algebra/moments.ts";
import { RowPool, sharedArray } from "../../tensor/rows/pool.ts";
import {
  assignGroupsScratch,
  type GroupConstants,
  groupConstants,
  placeGroups,
} from "../../tensor/rows/tasks/assign_groups.ts";
import type { CallOptions } from "../../tensor/trainer.ts";

/** What rows are when each belongs to its nearest centroid. */
export interface Assigned {
  /** Squared distance of each row to its centroid; overwritten by the next assignment. */
  distances: Float32Array;
  /** The mean of each centroid's rows minus `centre`; zero where it has none. */
  means: Float64Array;
  /** Rows of each centroid. */
  counts: Float64Array;
  /** The sum of all squared distances. */
  inertia: number;
}

/** Assigns rows to centroids that change from time to time. */
export class Assigner implements Disposable {
  readonly #pool: RowPool<GroupConstants>;
  readonly #cols: number;
  readonly #groups: number;
  #distances = new Float32Array();

  private constructor(pool: RowPool<GroupConstants>, cols: number, groups: number) {
    this.#pool = pool;
    this.#cols = cols;
    this.#groups = groups;
  }

  /**
   * Prepares for some centroids.
   *
   * @param centre what is subtracted from all rows first; distances are most exact near it
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
    return new Assigner(pool, cols, groups);
  }

  /** Moves the centroids, which are given minus `centre`. */
  place(centroids: Float64Array): void {
    placeGroups(this.#pool.constants, centroids, this.#cols);
  }

  /** Finds the nearest centroid of each row, and the means of the rows of each. */
  async assign(x: Rows, options: CallOptions = {}): Promise<Assigned> {
    const groups = this.#groups;
    const blocks = this.#pool.blocks(x.rows);
    if (this.#distances.length !== x.rows) this.#distances = sharedArray(Float32Array, x.rows);
    const results = {
      distances: this.#distances,
      sums: sharedArray(Float64Array, blocks * groups * this.#cols),
      counts: sharedArray(Float64Array, blocks * groups),
      inertias: sharedArray(Float64Array, blocks),
    };
    await this.#pool.run("assign-groups", x, { groups }, results, options);
    const counts = addUp(results.counts, groups);
    const means = addUp(results.sums, groups * this.#cols).map((sum, i) =>
      sum / Math.max(1, counts[Math.floor(i / this.#cols)])
    );
    return { distances: this.#distances, means, counts, inertia: addUp(results.inertias, 1)[0] };
  }

  /** The squared distance of each row to its nearest centroid. */
  async distances(x: Rows, options: CallOptions = {}): Promise<Float32Array> {
    const distances = sharedArray(Float32Array, x.rows);
    await this.#pool.run("assign-groups", x, { groups: this.#groups }, { distances }, options);
    return distances;
  }

  /** The nearest centroid of each row. */
  async nearest(x: Rows, options: CallOptions = {}): Promise<Int32Array> {
    const distances = sharedArray(Float32Array, x.rows);
    const nearest = sharedArray(Int32Array, x.rows);
    const results = { distances, nearest };
    await this.#pool.run("assign-groups", x, { groups: this.#groups }, results, options);
    return nearest;
  }

  [Symbol.dispose](): void {
    this.#pool[Symbol.dispose]();
  }
}
