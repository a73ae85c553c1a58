/**
 * Sums of columns.
 *
 * @module
 */
import type { RowBlock, RowThread } from "../task.ts";

/** What {@linkcode columnSums} writes. */
export interface ColumnSums {
  /** For each block, the sum of each column. */
  sums: Float64Array;
}

/** Bytes of scratch that {@linkcode columnSums} needs. */
export function columnSumsScratch(cols: number): number {
  return 8 * (cols + 3);
}

/** Adds up each column of a block in 64-bit numbers. */
export function columnSums(
  { kernels, doubles, scratch }: RowThread,
  { index, rows, address, cols, stride }: RowBlock,
  _: Record<never, never>,
  { sums }: ColumnSums,
): void {
  const first = scratch / 8;
  doubles.fill(0, first, first + stride);
  kernels.addRows(scratch, address, rows, stride);
  sums.set(doubles.subarray(first, first + cols), index * cols);
}
