import assert from "node:assert/strict";
import fc from "fast-check";
import { createRandom } from "../../base/random.ts";
import { MomentPool, momentsOf, type Rows } from "./moments.ts";

function randomRows(rows: number, cols: number, seed: number, shift = 0): Rows {
  const random = createRandom(seed);
  const data = new Float32Array(new SharedArrayBuffer(rows * cols * 4));
  for (let i = 0; i < data.length; i++) data[i] = shift + random.normal() * (1 + i % cols);
  return { data, rows, cols };
}

/** Straight from the definition, in 64-bit numbers. */
function expected({ data, rows, cols }: Rows, weights?: Float32Array) {
  const weight = (row: number) => weights ? weights[row] : 1;
  let total = 0;
  const mean = new Float64Array(cols);
  for (let row = 0; row < rows; row++) {
    total += weight(row);
    for (let j = 0; j < cols; j++) mean[j] += weight(row) * data[row * cols + j];
  }
  mean.forEach((sum, j) => mean[j] = sum / total);
  const covariance = new Float64Array(cols * cols);
  for (let row = 0; row < rows; row++) {
    for (let i = 0; i < cols; i++) {
      for (let j = 0; j < cols; j++) {
        const product = (data[row * cols + i] - mean[i]) * (data[row * cols + j] - mean[j]);
        covariance[i * cols + j] += weight(row) * product / total;
      }
    }
  }
  return { mean, covariance };
}

function assertClose(actual: Float64Array, wanted: Float64Array, tolerance: number) {
  assert.equal(actual.length, wanted.length);
  wanted.forEach((value, i) => assert.ok(Math.abs(actual[i] - value) <= tolerance));
}

Deno.test("momentsOf() gives what is worked out by hand", async () => {
  const data = Float32Array.of(1, 2, 3, 2, 5, 8);
  const { mean, covariance, quartic } = await momentsOf({ data, rows: 3, cols: 2 });
  assertClose(mean, Float64Array.of(3, 4), 1e-6);
  assertClose(covariance, Float64Array.of(8 / 3, 4, 4, 8), 1e-5);
  // Squared distances from the mean: 8, 4 and 20.
  assert.ok(Math.abs(quartic - (64 + 16 + 400) / 3) < 1e-3);
});

Deno.test("momentsOf() follows the definition for any number of rows and columns", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 700 }),
      fc.integer({ min: 1, max: 19 }),
      fc.nat({ max: 9 }),
      async (rows, cols, seed) => {
        const x = randomRows(rows, cols, seed, 3);
        const { mean, covariance } = await momentsOf(x);
        const wanted = expected(x);
        assertClose(mean, wanted.mean, 1e-4);
        assertClose(covariance, wanted.covariance, 3e-4 * cols * cols);
      },
    ),
    { numRuns: 30 },
  );
});

Deno.test("MomentPool.moments() weighs rows", async () => {
  const x = randomRows(600, 5, 1);
  const weights = new Float32Array(new SharedArrayBuffer(2400));
  weights.forEach((_, row) => weights[row] = row % 3 === 0 ? 0 : row % 2 + 1);
  using pool = await MomentPool.create(x);
  const { mean, covariance } = await pool.moments(await pool.means(), weights);
  const wanted = expected(x, weights);
  assertClose(mean, wanted.mean, 1e-5);
  assertClose(covariance, wanted.covariance, 1e-3);
});

Deno.test("momentsOf() keeps small variances beside large means", async () => {
  const x = randomRows(25_000, 3, 1);
  for (let i = 0; i < x.data.length; i++) x.data[i] += 4096;
  const { covariance } = await momentsOf(x);
  assertClose(covariance, expected(x).covariance, 1e-3);
});
