/**
 * Eigenvalues and eigenvectors of symmetric matrices.
 *
 * @module
 */
import { EigenvalueDecomposition, Matrix } from "ml-matrix";

/** The eigenvalues of a symmetric matrix, largest first, and its eigenvectors in the same order. */
export interface SymmetricEigen {
  values: Float64Array;
  /** One eigenvector of length 1 a row: `vectors[i * n + j]` is coordinate `j` of the i-th. */
  vectors: Float64Array;
}

/** Numbers below this share of the largest change no eigenvalue; their products could underflow. */
const LEAST_SHARE = 1e-150;

/**
 * The eigenvalues and eigenvectors of a symmetric matrix, by ml-matrix: reduction to tridiagonal
 * form and the implicit QL algorithm (EISPACK's tred2 and tql2), which compares with the norm of
 * the matrix and so converges for any number of zero eigenvalues. Each eigenvalue is right to a few
 * units of rounding of the largest one. Takes in the order of 4 n^3 operations.
 *
 * The sign of each vector is such that its coordinate of largest magnitude is positive.
 *
 * @param matrix `n * n` finite numbers, row after row; only the lower triangle is read
 * @throws {RangeError} when the numbers are not finite, or not `n * n`
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { symmetricEigen } from "./symmetric_eigen.ts";
 *
 * const { values } = symmetricEigen(Float64Array.of(2, 1, 1, 2), 2);
 * assert.ok(Math.abs(values[0] - 3) < 1e-12 && Math.abs(values[1] - 1) < 1e-12);
 * ```
 */
export function symmetricEigen(matrix: Float64Array, n: number): SymmetricEigen {
  if (matrix.length !== n * n) {
    throw new RangeError(`A matrix of ${n} x ${n} has no ${matrix.length} numbers.`);
  }
  if (!matrix.every(Number.isFinite)) {
    throw new RangeError("Eigenvalues need a matrix of finite numbers.");
  }
  if (n === 0) return { values: new Float64Array(), vectors: new Float64Array() };
  const largest = matrix.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const scaled = new Matrix(n, n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      const share = largest > 0 ? matrix[i * n + j] / largest : 0;
      if (Math.abs(share) < LEAST_SHARE) continue;
      scaled.set(i, j, share);
      scaled.set(j, i, share);
    }
  }
  const { realEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(scaled, {
    assumeSymmetric: true,
  });
  if (!realEigenvalues.every(Number.isFinite)) {
    throw new RangeError("The eigenvalues of a matrix do not converge.");
  }
  return sorted(realEigenvalues.map((value) => value * largest), eigenvectorMatrix, n);
}

function sorted(values: number[], columns: Matrix, n: number): SymmetricEigen {
  const order = Array.from(values.keys()).sort((a, b) => values[b] - values[a]);
  const vectors = new Float64Array(n * n);
  order.forEach((from, to) => {
    let largest = 0;
    for (let j = 0; j < n; j++) {
      const value = columns.get(j, from);
      if (Math.abs(value) > Math.abs(largest)) largest = value;
    }
    const sign = largest < 0 ? -1 : 1;
    for (let j = 0; j < n; j++) vectors[to * n + j] = sign * columns.get(j, from);
  });
  return { values: Float64Array.from(order, (index) => values[index]), vectors };
}
