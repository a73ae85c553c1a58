/**
 * Eigenvalues and eigenvectors of symmetric matrices.
 *
 * @module
 */

/** The eigenvalues of a symmetric matrix, largest first, and its eigenvectors in the same order. */
export interface SymmetricEigen {
  values: Float64Array;
  /** One eigenvector of length 1 a row: `vectors[i * n + j]` is coordinate `j` of the i-th. */
  vectors: Float64Array;
}

/** QL steps that one eigenvalue may take; two or three are usual. */
const MOST_STEPS = 60;

/**
 * The eigenvalues and eigenvectors of a symmetric matrix, by reduction to tridiagonal form and the
 * implicit QL algorithm. Takes in the order of 4 n^3 operations.
 *
 * The sign of each vector is such that its coordinate of largest magnitude is positive.
 *
 * Source: R. S. Martin, C. Reinsch, J. H. Wilkinson, "Householder's tridiagonalization of a symmetric
 * matrix", and A. Dubrulle, R. S. Martin, J. H. Wilkinson, "The implicit QL algorithm", Numerische
 * Mathematik 11 and 12, 1968.
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
  const { diagonal, beside, rotation } = tridiagonalise(matrix, n);
  diagonalise(diagonal, beside, rotation, n);
  return sorted(diagonal, rotation, n);
}

interface Tridiagonal {
  diagonal: Float64Array;
  /** `beside[i]` stands between the diagonal's numbers `i` and `i + 1`; the last is 0. */
  beside: Float64Array;
  /** Row `i` is the vector that the i-th coordinate stands for. */
  rotation: Float64Array;
}

/** Householder reflections from both sides, column after column. */
function tridiagonalise(matrix: Float64Array, n: number): Tridiagonal {
  const a = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) a[i * n + j] = a[j * n + i] = matrix[i * n + j];
  }
  const rotation = new Float64Array(n * n);
  for (let i = 0; i < n; i++) rotation[i * n + i] = 1;
  const beside = new Float64Array(n);
  const v = new Float64Array(n);
  const p = new Float64Array(n);
  for (let k = 0; k < n - 2; k++) {
    let largest = 0;
    for (let i = k + 2; i < n; i++) largest = Math.max(largest, Math.abs(a[k * n + i]));
    if (largest === 0) {
      beside[k] = a[k * n + k + 1];
      continue;
    }
    largest = Math.max(largest, Math.abs(a[k * n + k + 1]));
    let length = 0;
    for (let i = k + 1; i < n; i++) {
      v[i] = a[k * n + i] / largest;
      length += v[i] * v[i];
    }
    length = Math.sqrt(length);
    const alpha = v[k + 1] > 0 ? -length : length;
    beside[k] = alpha * largest;
    v[k + 1] -= alpha;
    // The reflection is I - v v' / half, with half = |v|^2 / 2.
    const half = -alpha * v[k + 1];
    reflectSymmetric(a, v, p, half, k + 1, n);
    reflectRows(rotation, v, p, half, k + 1, n);
  }
  if (n > 1) beside[n - 2] = a[(n - 2) * n + n - 1];
  return { diagonal: Float64Array.from({ length: n }, (_, i) => a[i * n + i]), beside, rotation };
}

/** H A H within rows and columns `from` to `n`. */
function reflectSymmetric(
  a: Float64Array,
  v: Float64Array,
  p: Float64Array,
  half: number,
  from: number,
  n: number,
): void {
  let product = 0;
  for (let i = from; i < n; i++) {
    let sum = 0;
    for (let j = from; j < n; j++) sum += a[i * n + j] * v[j];
    p[i] = sum / half;
    product += p[i] * v[i];
  }
  const share = product / (2 * half);
  for (let i = from; i < n; i++) p[i] -= share * v[i];
  for (let i = from; i < n; i++) {
    for (let j = from; j < n; j++) a[i * n + j] -= v[i] * p[j] + p[i] * v[j];
  }
}

/** H times the rows `from` to `n`. */
function reflectRows(
  rows: Float64Array,
  v: Float64Array,
  p: Float64Array,
  half: number,
  from: number,
  n: number,
): void {
  p.fill(0);
  for (let i = from; i < n; i++) {
    for (let j = 0; j < n; j++) p[j] += v[i] * rows[i * n + j];
  }
  for (let i = from; i < n; i++) {
    const factor = v[i] / half;
    for (let j = 0; j < n; j++) rows[i * n + j] -= factor * p[j];
  }
}

/** Plane rotations until the numbers beside the diagonal vanish. */
function diagonalise(
  diagonal: Float64Array,
  beside: Float64Array,
  rotation: Float64Array,
  n: number,
): void {
  for (let first = 0; first < n; first++) {
    for (let step = 0;; step++) {
      const last = endOfBlock(diagonal, beside, first, n);
      if (last === first) break;
      if (step === MOST_STEPS) throw new RangeError("The eigenvalues of a matrix do not converge.");
      stepQl(diagonal, beside, rotation, first, last, n);
    }
  }
}

function endOfBlock(d: Float64Array, e: Float64Array, first: number, n: number): number {
  let last = first;
  while (last < n - 1) {
    const size = Math.abs(d[last]) + Math.abs(d[last + 1]);
    if (Math.abs(e[last]) <= Number.EPSILON * size || e[last] === 0) break;
    last++;
  }
  return last;
}

function stepQl(
  d: Float64Array,
  e: Float64Array,
  rotation: Float64Array,
  first: number,
  last: number,
  n: number,
): void {
  let g = (d[first + 1] - d[first]) / (2 * e[first]);
  const root = Math.hypot(g, 1);
  g = d[last] - d[first] + e[first] / (g + (g >= 0 ? root : -root));
  let sine = 1;
  let cosine = 1;
  let moved = 0;
  for (let i = last - 1; i >= first; i--) {
    const f = sine * e[i];
    const b = cosine * e[i];
    const radius = Math.hypot(f, g);
    e[i + 1] = radius;
    if (radius === 0) {
      d[i + 1] -= moved;
      e[last] = 0;
      return;
    }
    sine = f / radius;
    cosine = g / radius;
    g = d[i + 1] - moved;
    const r = (d[i] - g) * sine + 2 * cosine * b;
    moved = sine * r;
    d[i + 1] = g + moved;
    g = cosine * r - b;
    rotateRows(rotation, i, sine, cosine, n);
  }
  d[first] -= moved;
  e[first] = g;
  e[last] = 0;
}

function rotateRows(rows: Float64Array, i: number, sine: number, cosine: number, n: number): void {
  const upper = i * n;
  const lower = upper + n;
  for (let j = 0; j < n; j++) {
    const f = rows[lower + j];
    const g = rows[upper + j];
    rows[lower + j] = sine * g + cosine * f;
    rows[upper + j] = cosine * g - sine * f;
  }
}

function sorted(diagonal: Float64Array, rotation: Float64Array, n: number): SymmetricEigen {
  const order = Array.from(diagonal.keys()).sort((a, b) => diagonal[b] - diagonal[a]);
  const vectors = new Float64Array(n * n);
  order.forEach((from, to) => {
    const vector = rotation.subarray(from * n, from * n + n);
    let largest = 0;
    for (const value of vector) if (Math.abs(value) > Math.abs(largest)) largest = value;
    const sign = largest < 0 ? -1 : 1;
    for (let j = 0; j < n; j++) vectors[to * n + j] = sign * vector[j];
  });
  return { values: Float64Array.from(order, (index) => diagonal[index]), vectors };
}
