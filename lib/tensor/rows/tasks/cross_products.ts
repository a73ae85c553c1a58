/**
 * Sums and products of columns, what covariances are made of.
 *
 * @module
 */
import { centrePart, forEachPart, partRows, placeFloats, wideStride } from "../parts.ts";
import type { RowBlock, RowThread } from "../task.ts";

/** What {@linkcode crossProducts} is told. */
export interface CrossProductArgs {
  /** One number a row: rows with 0 are left out; absent, all rows count 1. */
  weights?: Float32Array;
}

/** What {@linkcode crossProducts} writes, all for rows minus the centre and for each block. */
export interface CrossProducts {
  /** The weighted sum of each column. */
  sums: Float64Array;
  /** `cols * cols` weighted sums of products of two columns. */
  products: Float64Array;
  /** The sum of the squares of the squared lengths of all rows, whatever they weigh. */
  quartics: Float64Array;
}

/** Products of so many rows are added up in 32-bit numbers. */
const ROWS_IN_FLOATS = 512;

function places(cols: number) {
  const stride = wideStride(cols);
  const rows = partRows(cols) * stride;
  return placeFloats({
    rows,
    kept: rows,
    weighted: rows,
    norms: partRows(cols),
    sums: stride,
    products: stride * stride,
  });
}

/** Bytes of scratch that {@linkcode crossProducts} needs. */
export function crossProductsScratch(cols: number): number {
  return places(cols).bytes;
}

/** Adds up products of columns; needs the constant `centre`, {@linkcode wideStride} numbers. */
export function crossProducts(
  thread: RowThread,
  block: RowBlock,
  { weights }: CrossProductArgs,
  { sums, products, quartics }: CrossProducts,
): void {
  const { kernels, floats, scratch, constants } = thread;
  const { cols, index } = block;
  const stride = wideStride(cols);
  const { at } = places(cols);
  const [rowsAt, kept, weighted] = [scratch + at.rows, scratch + at.kept, scratch + at.weighted];
  const norms = (scratch + at.norms) / 4;
  const mySums = sums.subarray(index * cols, (index + 1) * cols).fill(0);
  const myProducts = products.subarray(index * cols * cols, (index + 1) * cols * cols).fill(0);
  let quartic = 0;
  let held = 0;

  const flush = () => {
    const from = (scratch + at.sums) / 4;
    const cells = (scratch + at.products) / 4;
    for (let i = 0; i < cols; i++) {
      mySums[i] += floats[from + i];
      for (let j = 0; j < cols; j++) myProducts[i * cols + j] += floats[cells + i * stride + j];
    }
    held = 0;
  };

  forEachPart(block, (first, rows) => {
    let padded = centrePart(thread, block, first, rows, rowsAt, constants.centre);
    kernels.squaredNorms(scratch + at.norms, rowsAt, rows, stride);
    for (let i = 0; i < rows; i++) quartic += floats[norms + i] ** 2;
    let [a, b] = [rowsAt, rowsAt];
    if (weights) {
      floats.set(weights.subarray(block.from + first, block.from + first + rows), norms);
      const count = kernels.weighRows(kept, weighted, rowsAt, norms * 4, rows, stride, MIN_WEIGHT);
      padded = (count + 3) & ~3;
      floats.fill(0, kept / 4 + count * stride, kept / 4 + padded * stride);
      floats.fill(0, weighted / 4 + count * stride, weighted / 4 + padded * stride);
      [a, b] = [weighted, kept];
    }
    const add = held > 0 ? 1 : 0;
    kernels.sumColumns(scratch + at.sums, a, padded, stride, stride, add);
    kernels.multiplyTransposed(
      ...[scratch + at.products, a, b] as const,
      ...[padded, stride, stride, stride, stride, stride, add] as const,
    );
    held += rows;
    if (held >= ROWS_IN_FLOATS) flush();
  });
  if (held > 0) flush();
  quartics[index] = quartic;
}

/** The smallest weight that counts. */
const MIN_WEIGHT = 1e-30;
