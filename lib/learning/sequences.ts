/**
 * Puts rows into the order of their sequences, for detectors that look at the rows before a row.
 *
 * @module
 */
import type { CategoryCodes } from "./features/frame.ts";
import { firstIndices } from "../base/typed_arrays.ts";

/** Rows in the order of their sequences. */
export interface SequencedRows {
  /** The rows; those of one sequence lie together, in the order in which they came. */
  rows: Uint32Array;
  /** Where each of them was before. */
  positions: Uint32Array;
  /** The index in `rows` of the first row of the sequence of each, as in `Matrix.starts`. */
  starts: Uint32Array;
}

/**
 * Sorts rows by sequence and leaves those of one sequence in their order.
 *
 * @param rows rows of a frame, oldest first
 * @param sequences the code of the sequence of each row of the frame, -1 for the sequence of rows
 * without a value; `null`: all rows are one sequence
 */
export function sequenceRows(rows: Uint32Array, sequences: CategoryCodes | null): SequencedRows {
  const positions = firstIndices(rows.length);
  const starts = new Uint32Array(rows.length);
  if (sequences === null) return { rows, positions, starts };
  const next = sequenceStarts(rows, sequences);
  const first = next.slice();
  const sorted = new Uint32Array(rows.length);
  for (const [position, row] of rows.entries()) {
    const sequence = sequences[row] + 1;
    const index = next[sequence]++;
    sorted[index] = row;
    positions[index] = position;
    starts[index] = first[sequence];
  }
  return { rows: sorted, positions, starts };
}

/**
 * The starts of a part of the rows that is taken alone.
 *
 * @param starts of all rows
 * @returns those of the rows `from` to `to`, counted from `from`
 */
export function startsWithin(starts: Uint32Array, from: number, to: number): Uint32Array {
  return starts.slice(from, to).map((start) => Math.max(start - from, 0));
}

/** Where the rows of each sequence begin when the sequences lie one after the other. */
function sequenceStarts(rows: Uint32Array, sequences: CategoryCodes): Uint32Array {
  const highest = rows.reduce((most, row) => Math.max(most, sequences[row]), -1);
  const indices = new Uint32Array(highest + 2);
  for (const row of rows) indices[sequences[row] + 1]++;
  let sum = 0;
  return indices.map((count) => (sum += count) - count);
}
