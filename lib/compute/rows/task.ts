/**
 * What work on rows looks like to its authors.
 *
 * @module
 */
import type { Kernels } from "../engine/kernels.ts";

/** What a task works with on one thread. All addresses are bytes in the memory of the kernels. */
export interface RowThread {
  kernels: Kernels;
  /** The whole memory: 32-bit numbers by `address / 4`. */
  floats: Float32Array;
  /** The whole memory: 64-bit numbers by `address / 8`. */
  doubles: Float64Array;
  /** The whole memory: 32-bit whole numbers by `address / 4`. */
  integers: Int32Array;
  /** Address of each constant array by its name, a multiple of 128. */
  constants: Record<string, number>;
  /** Address of the thread's own `scratchBytes` bytes, a multiple of 128. */
  scratch: number;
}

/** Consecutive rows, copied into the memory of the kernels. */
export interface RowBlock {
  /** Which of the blocks it is, from 0: the place of a block's sums in results. */
  index: number;
  /** Its first row: the place of that row's results. */
  from: number;
  /** How many rows it has. */
  rows: number;
  /** Address of the first value, a multiple of 128. */
  address: number;
  cols: number;
  /** Values from a row to the next: `cols` made a multiple of 4, the rest zeros. */
  stride: number;
  /** `rows` made a multiple of 4; the rows beyond are zeros. */
  paddedRows: number;
}

/**
 * What threads do to each block of rows. It depends on nothing but its arguments, and writes to the
 * results' places of its rows or of its block alone, so that neither the number of threads nor their
 * order matters. Sums over all rows are written for each block, and added by the caller in order.
 *
 * @param args plain numbers and the like, or further arrays in shared memory
 * @param results arrays in shared memory
 */
export type RowTask<Args, Results> = (
  thread: RowThread,
  block: RowBlock,
  args: Args,
  results: Results,
) => void;
