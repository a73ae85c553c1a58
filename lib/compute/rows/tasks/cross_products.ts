/**
 * Sums and products of columns, what covariances are made of.
 *
 * @module
 */
import { centrePart, forEachPart, partRows, placeFloats, wideStride } from "../parts.ts";
import type { RowBlock, RowThread } from "../task.ts";

/** What {@linkcode crossProducts} is told. */
export interface CrossProductArgs {
  /** One number a row, none negative; absent: all rows count 1. */
  weights?: Float32Array;
}

/** What {@linkcode crossProducts} writes, all for rows minus the centre and for each block. */
export interface CrossProducts {
  /** The weighted sum of each column. */
  sums: Float64Array;
  /** `cols * cols` weighted sums of products of two columns; the lower triangle only. */
  products: Float64Array;
  /** The sum of the squares of the squared lengths of all rows, whatever they weigh. */
  quartics: Float64Array;
}

/** Rows that weigh less are left out. */
const LEAST_WEIGHT = 1e-30;

function places(cols: number) {
  const stride = wideStride(cols);
  const rows = partRows(cols) * stride;
  return placeFloats({
    rows,
    kept: 2 * rows,
    weighted: 2 * rows,
    norms: partRows(cols),
    weights: partRows(cols),
    sums: 2 * stride,
    products: 2 * stride * stride,
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
  const { kernels, floats, doubles, scratch, constants } = thread;
  const { cols, index } = block;
  const stride = wideStride(cols);
  const { at } = places(cols);
  const [rowsAt, kept, weighted] = [scratch + at.rows, scratch + at.kept, scratch + at.weighted];
  const [normsAt, weightsAt] = [scratch + at.norms, scratch + at.weights];
  const [sumsAt, productsAt] = [scratch + at.sums, scratch + at.products];
  doubles.fill(0, sumsAt / 8, sumsAt / 8 + stride);
  doubles.fill(0, productsAt / 8, productsAt / 8 + stride * stride);
  let quartic = 0;
  forEachPart(block, (first, rows) => {
    centrePart(thread, block, first, rows, rowsAt, constants.centre);
    kernels.squaredNorms(normsAt, rowsAt, rows, stride);
    for (let i = 0; i < rows; i++) quartic += floats[normsAt / 4 + i] ** 2;
    if (weights) {
      const from = block.from + first;
      floats.set(weights.subarray(from, from + rows), weightsAt / 4);
    } else {
      floats.fill(1, weightsAt / 4, weightsAt / 4 + rows);
    }
    const count = kernels.weighRows(
      ...[kept, weighted, sumsAt, rowsAt, weightsAt, rows, stride, LEAST_WEIGHT] as const,
    );
    kernels.addSymmetric(productsAt, weighted, kept, count, stride);
  });
  quartics[index] = quartic;
  sums.set(doubles.subarray(sumsAt / 8, sumsAt / 8 + cols), index * cols);
  for (let i = 0; i < cols; i++) {
    const from = productsAt / 8 + i * stride;
    products.set(doubles.subarray(from, from + cols), (index * cols + i) * cols);
  }
}
