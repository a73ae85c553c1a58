/**
 * How tasks divide their scratch and walk through a block: a part of the block that stays in the
 * caches near a core at a time.
 *
 * @module
 */
import type { RowBlock, RowThread } from "./task.ts";

/** Numbers of a part of a block. */
const PART_NUMBERS = 16_384;
const MOST_ROWS = 512;
const FEWEST_ROWS = 16;

/** Numbers from a row to the next where kernels take eight at a time. */
export function wideStride(cols: number): number {
  return (cols + 7) & ~7;
}

/** Rows of a part, a multiple of 4. */
export function partRows(cols: number): number {
  const rows = Math.floor(PART_NUMBERS / wideStride(cols)) & ~3;
  return Math.min(MOST_ROWS, Math.max(FEWEST_ROWS, rows));
}

/** Offsets in bytes of arrays of so many 32-bit numbers each, and the bytes of all; multiples of 64. */
export function placeFloats<Name extends string>(
  lengths: Record<Name, number>,
): { at: Record<Name, number>; bytes: number } {
  let bytes = 0;
  const at = {} as Record<Name, number>;
  for (const [name, length] of Object.entries<number>(lengths)) {
    at[name as Name] = bytes;
    bytes += Math.ceil(length / 16) * 64;
  }
  return { at, bytes };
}

/**
 * Calls `visit` for each part of a block, in order.
 *
 * @param visit gets the part's first row within the block, and how many rows it has
 */
export function forEachPart(block: RowBlock, visit: (first: number, rows: number) => void): void {
  const most = partRows(block.cols);
  for (let first = 0; first < block.rows; first += most) {
    visit(first, Math.min(most, block.rows - first));
  }
}

/**
 * Copies rows of a block minus a centre.
 *
 * @param target address of rows of {@linkcode wideStride} numbers; rows up to a multiple of 4 become zeros
 * @param centre address of as many numbers, zero behind the columns
 * @returns how many rows were written, zeros included
 */
export function centrePart(
  { kernels, floats }: RowThread,
  block: RowBlock,
  first: number,
  rows: number,
  target: number,
  centre: number,
): number {
  const stride = wideStride(block.cols);
  const source = block.address + 4 * first * block.stride;
  kernels.centreRows(target, source, rows, block.stride, stride, centre);
  const padded = (rows + 3) & ~3;
  floats.fill(0, target / 4 + rows * stride, target / 4 + padded * stride);
  return padded;
}
