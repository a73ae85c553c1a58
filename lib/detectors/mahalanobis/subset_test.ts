import assert from "node:assert/strict";
import { chiSquaredQuantile } from "./chi_squared.ts";
import { estimate, nearestRows, squaredDistances, subsetMoments } from "./subset.ts";

const x = { data: Float32Array.of(0, 0, 2, 0, 0, 4, 2, 4, 50, 50), rows: 5, cols: 2 };
const four = Uint32Array.of(0, 1, 2, 3);

Deno.test("subsetMoments() are those of the subset alone", () => {
  assert.deepEqual(subsetMoments(x, four), {
    mean: Float64Array.of(1, 2),
    covariance: Float64Array.of(1, 0, 0, 4),
  });
});

Deno.test("squaredDistances() are Mahalanobis distances of all rows", () => {
  const found = estimate(x, four, { share: 0, variance: 1 });
  assert.ok(Math.abs(found.logDeterminant - Math.log(4)) < 1e-12);
  const distances = squaredDistances(x, found);
  [2, 2, 2, 2, 49 ** 2 + 24 ** 2].forEach((distance, i) => {
    assert.ok(Math.abs(distances[i] - distance) < 1e-9);
  });
});

Deno.test("estimate() takes a subset without variance", () => {
  const { logDeterminant } = estimate(x, Uint32Array.of(0), { share: 0, variance: 1 });
  assert.ok(Number.isFinite(logDeterminant));
});

Deno.test("nearestRows() takes the smallest, the first of equal ones", () => {
  assert.deepEqual([...nearestRows(Float64Array.of(3, 1, 2, 2, 2), 3)], [1, 2, 3]);
  assert.deepEqual([...nearestRows(Float64Array.of(1, 1, 1), 2)], [0, 1]);
});

Deno.test("chiSquaredQuantile() comes near what tables say", () => {
  const tables = [[1, 0.4549, 5.0239], [2, 1.3863, 7.3778], [10, 9.3418, 20.4832], [
    100,
    99.3341,
    129.5612,
  ]];
  for (const [degrees, median, high] of tables) {
    const limit = degrees === 1 ? 0.04 : 0.02;
    assert.ok(Math.abs(chiSquaredQuantile(degrees, 0) / median - 1) < limit);
    assert.ok(Math.abs(chiSquaredQuantile(degrees, 1.959963985) / high - 1) < limit);
  }
});
