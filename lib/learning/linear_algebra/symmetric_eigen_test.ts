import assert from "node:assert/strict";
import fc from "fast-check";
import { createRandom, type Random } from "../../base/random.ts";
import { type SymmetricEigen, symmetricEigen } from "./symmetric_eigen.ts";

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

Deno.test("symmetricEigen() restores the matrix from orthogonal vectors", () => {
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

/** Matrices of kinds on which implementations have failed, `n * n` numbers each. */
const DIFFICULT: Record<string, (n: number, random: Random) => Float64Array> = {
  "more columns than rows": (n, random) => products(n, rows(Math.ceil(n / 3), n, random.normal)),
  "copies of columns": (n, random) => {
    const few = rows(60, Math.ceil(n / 4), random.normal);
    return products(n, few.map((row) => Float64Array.from({ length: n }, (_, j) => row[j >> 2])));
  },
  "small whole numbers": (n, random) =>
    products(n, rows(Math.ceil(n / 2), n, () => Math.round(random.next() * 2 - 1))),
  "scales that fall": (n, random) =>
    products(n, scaledColumns(rows(n, n, random.normal), (j) => 10 ** (-j / 2))),
  "scales that rise": (n, random) =>
    products(n, scaledColumns(rows(n, n, random.normal), (j) => 10 ** (j / 2))),
  "a cluster of equal values": (n, random) => {
    const near = products(n, rows(1, n, random.normal)).map((value) => value * 1e-13);
    for (let i = 0; i < n; i++) near[i * n + i] += Math.round(random.next() * 2);
    return near;
  },
  "few numbers of all magnitudes": (n, random) => {
    const matrix = new Float64Array(n * n);
    for (let i = 0; i < n; i++) {
      for (let j = 0; j <= i; j++) {
        if (random.next() > 0.2) continue;
        matrix[i * n + j] = random.normal() * 10 ** (40 * random.next() - 20);
        matrix[j * n + i] = matrix[i * n + j];
      }
    }
    return matrix;
  },
};

function rows(count: number, n: number, draw: () => number): Float64Array[] {
  return Array.from({ length: count }, () => Float64Array.from({ length: n }, draw));
}

function scaledColumns(all: Float64Array[], scale: (column: number) => number) {
  return all.map((row) => row.map((value, j) => value * scale(j)));
}

function products(n: number, all: Float64Array[]): Float64Array {
  const matrix = new Float64Array(n * n);
  for (const row of all) {
    for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) matrix[i * n + j] += row[i] * row[j];
  }
  return matrix;
}

for (const [name, make] of Object.entries(DIFFICULT)) {
  Deno.test(`symmetricEigen() is right for ${name}`, () => {
    for (const n of [2, 5, 12, 33, 80]) {
      for (let seed = 1; seed <= 5; seed++) {
        const plain = make(n, createRandom(seed));
        const largest = Math.max(...plain.map(Math.abs), Number.MIN_VALUE);
        for (const unit of [1, 1e-200, 1e200]) {
          const matrix = plain.map((value) => value / largest * unit);
          const { values, vectors } = symmetricEigen(matrix, n);
          const worst = worstResidual(matrix.map((value) => value / unit), n, {
            values: values.map((value) => value / unit),
            vectors,
          });
          assert.ok(worst < 1e-14 * n, `n ${n}, seed ${seed}, unit ${unit}: ${worst}`);
          assert.ok(values.every((value, i) => i === 0 || value <= values[i - 1]));
        }
      }
    }
  });
}

/** How far A v is from value * v, and the vectors are from standing at right angles. */
function worstResidual(a: Float64Array, n: number, { values, vectors }: SymmetricEigen): number {
  let worst = 0;
  for (let k = 0; k < n; k++) {
    for (let i = 0; i < n; i++) {
      let image = 0;
      let product = 0;
      for (let j = 0; j < n; j++) {
        image += a[i * n + j] * vectors[k * n + j];
        product += vectors[i * n + j] * vectors[k * n + j];
      }
      const residual = Math.abs(image - values[k] * vectors[k * n + i]);
      worst = Math.max(worst, residual, Math.abs(product - (i === k ? 1 : 0)));
    }
  }
  return worst;
}
