/**
 * Columns of a matrix that repeat others.
 *
 * @module
 */
import type { Matrix } from "../../matrix.ts";

/** A column that repeats an earlier one. */
export interface CorrelatedColumn {
  column: number;
  /** The first of the columns that stay and are correlated with it. */
  earlier: number;
  /** Pearson's coefficient of the two. */
  coefficient: number;
}

/** Products of two values that are added up at most, about half a second of work. */
const PRODUCTS = 4e8;
const MIN_ROWS = 1000;
const MAX_ROWS = 100_000;

/** Copies differ in the last digits of 32-bit numbers. */
const TOLERANCE = 1e-6;

/**
 * Goes through the columns in order and finds those that are correlated with an earlier one that
 * stays. Coefficients come from at most 100,000 rows, at even distances, so that the work is
 * bounded; a column that is constant in these is correlated with none.
 *
 * @param rows the rows to learn from
 * @param transform gives the matrix of some of the rows
 * @param columns indices of the columns to look at, ascending
 * @param limit size of a coefficient from which a column repeats another, above 0 to 1
 */
export function correlatedColumns(
  rows: Uint32Array,
  transform: (rows: Uint32Array) => Matrix,
  columns: number[],
  limit: number,
): CorrelatedColumn[] {
  const affordable = Math.floor(2 * PRODUCTS / columns.length ** 2);
  const most = Math.max(MIN_ROWS, Math.min(MAX_ROWS, affordable));
  const standardised = standardisedColumns(transform(evenlySpaced(rows, most)), columns);
  const kept: number[] = [];
  const found: CorrelatedColumn[] = [];
  for (const [i, column] of columns.entries()) {
    const match = firstMatch(standardised, i, kept, limit - TOLERANCE);
    if (match) found.push({ column, earlier: columns[match.index], ...match.found });
    else kept.push(i);
  }
  return found;
}

function firstMatch(columns: Float32Array[], i: number, kept: number[], limit: number) {
  for (const index of kept) {
    const coefficient = Math.max(-1, Math.min(1, product(columns[i], columns[index])));
    if (Math.abs(coefficient) >= limit) return { index, found: { coefficient } };
  }
  return null;
}

function product(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}

function evenlySpaced(rows: Uint32Array, most: number): Uint32Array {
  if (rows.length <= most) return rows;
  return Uint32Array.from({ length: most }, (_, i) => rows[Math.floor(i * rows.length / most)]);
}

/** Columns with mean 0 and length 1, so that their product is the coefficient; constant ones 0. */
function standardisedColumns({ data, rows, cols }: Matrix, columns: number[]): Float32Array[] {
  return columns.map((column) => {
    let sum = 0;
    for (let i = column; i < data.length; i += cols) sum += data[i];
    const mean = sum / rows;
    const values = new Float32Array(rows);
    let squares = 0;
    for (let row = 0; row < rows; row++) {
      values[row] = data[row * cols + column] - mean;
      squares += values[row] ** 2;
    }
    const length = Math.sqrt(squares);
    if (length > TOLERANCE) { for (let row = 0; row < rows; row++) values[row] /= length; }
    else values.fill(0);
    return values;
  });
}
