import assert from "node:assert/strict";
import fc from "fast-check";
import { ascendingOrder } from "./ranking.ts";

const scores = fc.float32Array({ noNaN: true, noDefaultInfinity: true, maxLength: 200 });

Deno.test("ascendingOrder() sorts like a stable sort of the numbers", () => {
  fc.assert(fc.property(scores, (values) => {
    const expected = Array.from(values, (_, i) => i).sort((a, b) => values[a] - values[b]);
    assert.deepEqual([...ascendingOrder(values)], expected);
  }));
});

Deno.test("ascendingOrder() takes the two zeros as equal", () => {
  assert.deepEqual([...ascendingOrder(Float32Array.of(0, -0, 0, -1))], [3, 0, 1, 2]);
});

Deno.test("ascendingOrder() leaves the scores as they are", () => {
  const values = Float32Array.of(3, -0, 1);
  ascendingOrder(values);
  assert.deepEqual(values, Float32Array.of(3, -0, 1));
});

Deno.test("ascendingOrder() refuses scores that are not finite", () => {
  for (const bad of [NaN, Infinity, -Infinity]) {
    assert.throws(() => ascendingOrder(Float32Array.of(1, bad)), /Score 1 is not a finite number/);
  }
});
