/**
 * Where things lie in the memory of a pool: the constants, and then for each thread a block of rows
 * and scratch.
 *
 * @module
 */
import { FIRST_ADDRESS } from "../engine/memory_map.ts";

/** An array of numbers that kernels can read. */
export type ConstantArray = Float32Array | Float64Array | Int32Array | Uint32Array | Uint8Array;

/** Addresses and sizes in bytes; all multiples of 128. */
export interface RowLayout {
  constants: Record<string, number>;
  /** Of the first thread's block of rows. */
  rows: number;
  /** From there to the thread's scratch. */
  scratchOffset: number;
  /** From one thread's place to the next one's. */
  threadStride: number;
  bytes: number;
  cols: number;
  /** Values from a row to the next. */
  stride: number;
  blockRows: number;
}

/** What a layout is made for. */
export interface RowLayoutOptions {
  cols: number;
  blockRows: number;
  scratchBytes: number;
  constants: Record<string, ConstantArray>;
  /** Places for threads. */
  places: number;
}

/** Places all parts one after the other. */
export function layOutRows(
  { cols, blockRows, scratchBytes, constants, places }: RowLayoutOptions,
): RowLayout {
  let at = FIRST_ADDRESS;
  const take = (bytes: number) => {
    const address = at;
    // A line of the cache is never shared by two parts.
    at += Math.ceil(bytes / 128) * 128;
    return address;
  };
  const addresses = Object.fromEntries(
    Object.entries(constants).map(([name, { byteLength }]) => [name, take(byteLength)]),
  );
  const rows = at;
  const stride = (cols + 3) & ~3;
  take(4 * stride * ((blockRows + 3) & ~3));
  const scratchOffset = at - rows;
  take(scratchBytes);
  const threadStride = at - rows;
  const bytes = rows + places * threadStride;
  return {
    constants: addresses,
    rows,
    scratchOffset,
    threadStride,
    bytes,
    cols,
    stride,
    blockRows,
  };
}
