/**
 * How far a reconstruction is from its original.
 *
 * @module
 */

const LARGEST = 3.4028234663852886e38;

/** The square of a difference, as large as a 32-bit number can be where it overflows. */
export function squaredError(original: number, reconstruction: number): number {
  const difference = reconstruction - original;
  const square = difference * difference;
  // An overflow inside the network gives NaN, which fails the comparison too.
  return square < LARGEST ? square : LARGEST;
}

/**
 * The mean squared error of each row over its columns.
 *
 * @param originals rows of `columns` values
 * @param reconstructions as many values
 * @returns one finite number a row
 */
export function reconstructionErrors(
  originals: Float32Array,
  reconstructions: Float32Array,
  columns: number,
): Float32Array {
  const errors = new Float32Array(originals.length / columns);
  for (let row = 0; row < errors.length; row++) {
    let sum = 0;
    for (let i = row * columns; i < (row + 1) * columns; i++) {
      sum += squaredError(originals[i], reconstructions[i]);
    }
    errors[row] = sum / columns;
  }
  return errors;
}
