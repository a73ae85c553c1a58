import assert from "node:assert/strict";
import { meanAndDeviation } from "./mean_and_deviation.ts";

Deno.test("meanAndDeviation() is that of a sample", () => {
  const { mean, deviation } = meanAndDeviation([2, 4, 4, 4, 5, 5, 7, 9]);
  assert.equal(mean, 5);
  assert.ok(Math.abs(deviation - Math.sqrt(32 / 7)) < 1e-12);
});

Deno.test("meanAndDeviation() of one number has no deviation", () => {
  assert.deepEqual(meanAndDeviation([0.5]), { mean: 0.5, deviation: 0 });
});
