/**
 * The Cholesky factor of positive definite matrices.
 *
 * @module
 */

/**
 * The lower triangular matrix L with L L' = A. Takes n^3 / 3 operations.
 *
 * Not ml-matrix's, which took 14, 4, 1.6 and 1 times as long for 10, 40, 120 and 300 columns, with the
 * copies to and from its matrices (medians of nine turns in one run; docs/decisions/linear-algebra.md).
 *
 * @param matrix A, `n * n` numbers, row after row; only the lower triangle is read
 * @returns L, zero above the diagonal
 * @throws {RangeError} when A is not positive definite
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { cholesky } from "./cholesky.ts";
 *
 * assert.deepEqual([...cholesky(Float64Array.of(4, 2, 2, 5), 2)], [2, 0, 1, 2]);
 * ```
 */
export function cholesky(matrix: Float64Array, n: number): Float64Array {
  const factor = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let rest = matrix[i * n + j];
      for (let k = 0; k < j; k++) rest -= factor[i * n + k] * factor[j * n + k];
      if (i > j) {
        factor[i * n + j] = rest / factor[j * n + j];
      } else {
        if (!(rest > 0)) throw new RangeError("The matrix is not positive definite.");
        factor[i * n + i] = Math.sqrt(rest);
      }
    }
  }
  return factor;
}

/**
 * The inverse of a lower triangular matrix, lower triangular too.
 *
 * @param factor `n * n` numbers, row after row, none on the diagonal being 0
 */
export function invertLower(factor: Float64Array, n: number): Float64Array {
  const inverse = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    const row = inverse.subarray(i * n, i * n + n);
    const pivot = factor[i * n + i];
    for (let k = 0; k < i; k++) {
      const part = factor[i * n + k];
      if (part === 0) continue;
      const other = k * n;
      for (let j = 0; j <= k; j++) row[j] -= part * inverse[other + j];
    }
    for (let j = 0; j < i; j++) row[j] /= pivot;
    row[i] = 1 / pivot;
  }
  return inverse;
}

/** The natural logarithm of the determinant of L L', for a Cholesky factor L. */
export function logDeterminant(factor: Float64Array, n: number): number {
  let sum = 0;
  for (let i = 0; i < n; i++) sum += Math.log(factor[i * n + i]);
  return 2 * sum;
}
