/**
 * What detectors ask of a matrix before they look at it.
 *
 * @module
 */
import type { Matrix } from "../learning/matrix.ts";

/**
 * Refuses numbers that are NaN or infinite.
 *
 * @throws {RangeError} naming the first row and column with such a number
 */
export function requireFinite({ data, rows, cols, names }: Matrix): void {
  const values = rows * cols;
  // Zero times a finite number is zero; four sums, since one would wait for each addition to end.
  let [a, b, c, d] = [0, 0, 0, 0];
  let i = 0;
  for (; i + 3 < values; i += 4) {
    a += data[i] * 0;
    b += data[i + 1] * 0;
    c += data[i + 2] * 0;
    d += data[i + 3] * 0;
  }
  for (; i < values; i++) a += data[i] * 0;
  if (a + b + c + d === 0) return;
  const first = data.findIndex((value) => !Number.isFinite(value));
  throw new RangeError(
    `Row ${Math.floor(first / cols) + 1} has ${data[first]} in column "${names[first % cols]}"; ` +
      "detectors need finite numbers.",
  );
}

/** Squares of larger numbers, added up over many columns and rows, leave the range of 32 bits. */
const LARGEST_TO_SQUARE = 1e15;

/**
 * Checks that distances between rows can be computed in 32 bits.
 *
 * @param detector as in "the K-Means model"
 * @throws {RangeError} when a number is too large
 */
export function requireSquarable({ data, rows, cols, names }: Matrix, detector: string): void {
  for (let i = 0; i < rows * cols; i++) {
    if (Math.abs(data[i]) <= LARGEST_TO_SQUARE) continue;
    throw new RangeError(
      `Row ${Math.floor(i / cols) + 1} has ${data[i].toPrecision(3)} in column ` +
        `"${
          names[i % cols]
        }", too large for the distances of the ${detector}. Scale this feature, ` +
        "such as by ranks or by logarithm, or leave it out.",
    );
  }
}

/**
 * Refuses a matrix with other columns than those of the fit.
 *
 * @param names columns of the fit
 * @param detector as in "the autoencoder"
 * @throws {RangeError}
 */
export function requireColumns(x: Matrix, names: readonly string[], detector: string): void {
  if (x.cols !== names.length || x.names.some((name, i) => name !== names[i])) {
    throw new RangeError(`The columns differ from those that the ${detector} was fitted on.`);
  }
}

/**
 * Refuses a row of another length than those of the fit.
 *
 * @param context rows that may be before it
 * @throws {RangeError}
 */
export function requireLength(row: Float32Array, columns: number, context = 0): void {
  const rows = row.length / columns;
  if (!Number.isInteger(rows) || rows < 1 || rows > context + 1) {
    throw new RangeError(`The row has ${row.length} columns in place of ${columns}.`);
  }
}
