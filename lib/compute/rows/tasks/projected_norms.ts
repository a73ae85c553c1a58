/**
 * Squared lengths of rows after a linear map.
 *
 * @module
 */
import { FROM, THEN } from "../../engine/kernels.ts";
import { centrePart, forEachPart, partRows, placeFloats, wideStride } from "../parts.ts";
import type { RowBlock, RowThread } from "../task.ts";

/** What {@linkcode projectedNorms} is told. */
export interface ProjectedNormArgs {
  /** Columns that the map leads to. */
  outputs: number;
}

/** What {@linkcode projectedNorms} writes. */
export interface ProjectedNorms {
  /** For each row, the squared length of what the map makes of it. */
  norms: Float32Array;
}

function places(cols: number, outputs: number) {
  const most = partRows(cols);
  return placeFloats({
    rows: most * wideStride(cols),
    projected: most * wideStride(outputs),
    norms: most,
  });
}

/** Bytes of scratch that {@linkcode projectedNorms} needs. */
export function projectedNormsScratch(cols: number, outputs: number): number {
  return places(cols, outputs).bytes;
}

/**
 * Maps rows minus the constant `centre` by the constant `map`: a row of {@linkcode wideStride} of
 * `outputs` numbers for each of {@linkcode wideStride} of `cols` columns, zero in the padding.
 */
export function projectedNorms(
  thread: RowThread,
  block: RowBlock,
  { outputs }: ProjectedNormArgs,
  { norms }: ProjectedNorms,
): void {
  const { kernels, floats, scratch, constants } = thread;
  const width = wideStride(block.cols);
  const n = wideStride(outputs);
  const { at } = places(block.cols, outputs);
  const [rowsAt, projected] = [scratch + at.rows, scratch + at.projected];
  const normsAt = (scratch + at.norms) / 4;
  forEachPart(block, (first, rows) => {
    const padded = centrePart(thread, block, first, rows, rowsAt, constants.centre);
    kernels.multiply(
      ...[projected, rowsAt, constants.map, 0] as const,
      ...[padded, width, n, n, width, n, FROM.zero, THEN.nothing] as const,
    );
    kernels.squaredNorms(scratch + at.norms, projected, rows, n);
    norms.set(floats.subarray(normsAt, normsAt + rows), block.from + first);
  });
}
