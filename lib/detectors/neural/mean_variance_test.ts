import assert from "node:assert/strict";
import { meanVariance } from "./mean_variance.ts";
import { matrixOf } from "./testing.ts";

Deno.test("meanVariance() averages the variances of the columns", () => {
  // 2/3 in the first column, none in the second, 8/3 in the third.
  const rows = [1, 5, 0, 2, 5, 2, 3, 5, 4];
  assert.ok(Math.abs(meanVariance(matrixOf(Float32Array.from(rows), 3)) - 10 / 9) < 1e-12);
});
