/**
 * The rows of one sequence across the blocks that it comes in.
 *
 * @module
 */
import type { RowBlock } from "./block_scores.ts";

/**
 * Keeps, of a sequence, the rows that windows of the next block reach back to. Rows are written in
 * place: none but these is ever copied.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { CarriedRows } from "./carried_rows.ts";
 *
 * const rows = new CarriedRows(["x"], 1);
 * rows.room(2).set([1, 2]);
 * assert.deepEqual([...rows.block(2).matrix.data], [1, 2]);
 * rows.carry(2);
 * rows.room(1).set([3]);
 * const { matrix, lead } = rows.block(1);
 * assert.deepEqual([...matrix.data], [2, 3]);
 * assert.equal(lead, 1);
 * ```
 */
export class CarriedRows {
  readonly #names: string[];
  readonly #context: number;
  #data: Float32Array;
  #lead = 0;

  /**
   * @param names of the columns
   * @param context rows before a row that belong to its window
   * @param data memory to begin with; more is taken where blocks are larger
   */
  constructor(names: string[], context: number, data: Float32Array = new Float32Array(0)) {
    this.#names = names;
    this.#context = context;
    this.#data = data;
  }

  /** Where the values of the next rows go; zeros. */
  room(rows: number): Float32Array {
    const from = this.#lead * this.#names.length;
    const to = from + rows * this.#names.length;
    if (to > this.#data.length) {
      const larger = new Float32Array(to);
      larger.set(this.#data.subarray(0, from));
      this.#data = larger;
    }
    return this.#data.subarray(from, to).fill(0);
  }

  /** The first rows that were written into the room. They hold until others are. */
  block(rows: number): RowBlock {
    const lead = this.#lead;
    const cols = this.#names.length;
    const data = this.#data.subarray(0, (lead + rows) * cols);
    return { matrix: { data, rows: lead + rows, cols, names: this.#names }, lead };
  }

  /** Ends the block, as many rows as it had. */
  carry(rows: number): void {
    const cols = this.#names.length;
    const total = this.#lead + rows;
    const kept = Math.min(this.#context, total);
    this.#data.copyWithin(0, (total - kept) * cols, total * cols);
    this.#lead = kept;
  }
}
