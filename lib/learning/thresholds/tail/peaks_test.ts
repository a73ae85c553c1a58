import assert from "node:assert/strict";
import { peaksAbove } from "./peaks.ts";

Deno.test("peaksAbove() gives what lies above the quantile, and by how much", () => {
  const { start, excesses } = peaksAbove(Float32Array.of(5, 1, 4, 2, 3), 0.5);
  assert.deepEqual([start, ...excesses], [3, 2, 1]);
});

Deno.test("peaksAbove() begins lower where the largest scores are equal", () => {
  const { start, excesses } = peaksAbove(Float32Array.of(1, 2, 7, 7, 7, 7), 0.5);
  assert.deepEqual([start, ...excesses], [2, 5, 5, 5, 5]);
});

Deno.test("peaksAbove() of equal scores has none", () => {
  assert.deepEqual(peaksAbove(Float32Array.of(4, 4), 0.9), {
    start: 4,
    excesses: new Float64Array(0),
  });
});
