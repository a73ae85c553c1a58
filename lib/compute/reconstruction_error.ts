/**
 * How far a reconstruction is from its original.
 *
 * @module
 */
import type { ErrorMeasure } from "./trainer.ts";

const LARGEST = 3.4028234663852886e38;

/** The error of one value, as large as a 32-bit number can be where it overflows. */
export function reconstructionError(
  original: number,
  reconstruction: number,
  measure: ErrorMeasure,
): number {
  const difference = reconstruction - original;
  const error = measure === "absolute" ? Math.abs(difference) : difference * difference;
  // An overflow inside the network gives NaN, which fails the comparison too.
  return error < LARGEST ? error : LARGEST;
}

/**
 * The mean error of each row over its columns.
 *
 * @param originals rows of `columns` values
 * @param reconstructions as many values
 * @returns one finite number a row
 */
export function reconstructionErrors(
  originals: Float32Array,
  reconstructions: Float32Array,
  columns: number,
  measure: ErrorMeasure,
): Float32Array {
  const errors = new Float32Array(originals.length / columns);
  for (let row = 0; row < errors.length; row++) {
    let sum = 0;
    for (let i = row * columns; i < (row + 1) * columns; i++) {
      sum += reconstructionError(originals[i], reconstructions[i], measure);
    }
    errors[row] = sum / columns;
  }
  return errors;
}
