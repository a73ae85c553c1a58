import assert from "node:assert/strict";
import fc from "fast-check";
import { createRandom } from "../random.ts";
import { symmetricEigen } from "./symmetric_eigen.ts";

/** A random symmetric matrix; of lower rank where `rank` is less than `n`. */
function symmetric(n: number, seed: number, rank = n): Float64Array {
  const random = createRandom(seed);
  const matrix = new Float64Array(n * n);
  for (let k = 0; k < rank; k++) {
    const v = Float64Array.from({ length: n }, random.normal);
    const sign = random.next() < 0.5 ? -1 : 1;
    for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) matrix[i * n + j] += sign * v[i] * v[j];
  }
  return matrix;
}

/** Largest difference between the matrix and the sum of its eigenvalues' parts. */
function worstError(matrix: Float64Array, n: number): number {
  const { values, vectors } = symmetricEigen(matrix, n);
  let worst = 0;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      let sum = 0;
      let product = 0;
      for (let k = 0; k < n; k++) {
        sum += values[k] * vectors[k * n + i] * vectors[k * n + j];
        product += vectors[i * n + k] * vectors[j * n + k];
      }
      const unit = i === j ? 1 : 0;
      worst = Math.max(worst, Math.abs(sum - matrix[i * n + j]), Math.abs(product - unit));
    }
  }
  return worst;
}

Deno.test("symmetricEigen() gives what is worked out by hand", () => {
  const { values, vectors } = symmetricEigen(Float64Array.of(2, 0, 0, 0, 3, 4, 0, 4, 9), 3);
  [11, 2, 1].forEach((value, i) => assert.ok(Math.abs(values[i] - value) < 1e-13));
  const root = Math.sqrt(5);
  [0, 1 / root, 2 / root, 1, 0, 0, 0, 2 / root, -1 / root].forEach((value, i) => {
    assert.ok(Math.abs(vectors[i] - value) < 1e-13);
  });
});

Deno.test("symmetricEigen() restores the matrix from vectors that stand at right angles", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 24 }), fc.nat(), fc.nat({ max: 24 }), (n, seed, rank) => {
      assert.ok(worstError(symmetric(n, seed % 2 ** 32, Math.min(rank, n)), n) < 1e-11);
    }),
    { numRuns: 100 },
  );
  assert.ok(worstError(symmetric(120, 1), 120) < 1e-10);
});

Deno.test("symmetricEigen() takes equal eigenvalues, one number, none, and huge and tiny ones", () => {
  assert.deepEqual([...symmetricEigen(Float64Array.of(1, 0, 0, 1), 2).values], [1, 1]);
  assert.deepEqual(symmetricEigen(Float64Array.of(-4), 1), {
    values: Float64Array.of(-4),
    vectors: Float64Array.of(1),
  });
  assert.equal(symmetricEigen(new Float64Array(), 0).values.length, 0);
  for (const unit of [1e-150, 1e150]) {
    const { values } = symmetricEigen(symmetric(6, 1).map((value) => value * unit), 6);
    const plain = symmetricEigen(symmetric(6, 1), 6).values;
    plain.forEach((value, i) => assert.ok(Math.abs(values[i] / unit - value) < 1e-12));
  }
});

Deno.test("symmetricEigen() refuses numbers that are not finite, and too few", () => {
  assert.throws(() => symmetricEigen(Float64Array.of(1, NaN, NaN, 1), 2), /finite numbers/);
  assert.throws(() => symmetricEigen(Float64Array.of(1), 2), RangeError);
});
