import assert from "node:assert/strict";
import fc from "fast-check";
import { createRandom } from "../../base/random.ts";
import { cholesky, invertLower, logDeterminant } from "./cholesky.ts";

// L = [2 0 0; 6 1 0; -8 5 3]
const MATRIX = Float64Array.of(4, 12, -16, 12, 37, -43, -16, -43, 98);
const FACTOR = Float64Array.of(2, 0, 0, 6, 1, 0, -8, 5, 3);

Deno.test("cholesky() gives the factor worked out by hand", () => {
  assert.deepEqual(cholesky(MATRIX, 3), FACTOR);
});

Deno.test("logDeterminant() is the logarithm of the product of the squared diagonal", () => {
  assert.ok(Math.abs(logDeterminant(FACTOR, 3) - Math.log(36)) < 1e-14);
});

Deno.test("invertLower() times the factor is the unit matrix", () => {
  fc.assert(fc.property(fc.integer({ min: 1, max: 12 }), fc.nat(), (n, seed) => {
    const random = createRandom(seed);
    const factor = new Float64Array(n * n);
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < i; j++) factor[i * n + j] = random.normal();
      factor[i * n + i] = 1 + random.next();
    }
    const inverse = invertLower(factor, n);
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < n; j++) {
        let sum = 0;
        for (let k = 0; k < n; k++) sum += inverse[i * n + k] * factor[k * n + j];
        assert.ok(Math.abs(sum - (i === j ? 1 : 0)) < 1e-6);
      }
    }
  }));
});

Deno.test("cholesky() refuses matrices that are not positive definite", () => {
  assert.throws(() => cholesky(Float64Array.of(1, 1, 1, 1), 2), /not positive definite/);
  assert.throws(() => cholesky(Float64Array.of(1, 2, 2, 1), 2), /not positive definite/);
  assert.throws(() => cholesky(Float64Array.of(NaN), 1), /not positive definite/);
});
