import assert from "node:assert/strict";
import { countValues } from "../columns/value_counts.ts";
import { skewnessOf } from "./skewness.ts";

const skewness = (...values: number[]) =>
  skewnessOf(countValues({ data: Float32Array.from(values), rows: values.length, cols: 1 }, 0));

Deno.test("skewnessOf() is the third moment over the cube of the deviation", () => {
  // Moments 2 and 2, so 2 / 2^1.5.
  assert.ok(Math.abs(skewness(0, 3, 0) - Math.SQRT1_2) < 1e-12);
  assert.ok(Math.abs(skewness(3, 3, 0) + Math.SQRT1_2) < 1e-12);
});

Deno.test("skewnessOf() is 0 of symmetric columns and constants", () => {
  assert.equal(skewness(1, 2, 2, 2, 3), 0);
  assert.equal(skewness(7, 7), 0);
});
