import assert from "node:assert/strict";
import fc from "fast-check";
import { quantile } from "./quantile.ts";

const values = fc.array(fc.integer({ min: -20, max: 20 }), { minLength: 1, maxLength: 100 });

Deno.test("quantile() has the values of numpy", () => {
  const sample = Float32Array.of(7, 1, 3, 9, 4);
  assert.ok(Math.abs(quantile(sample, 0.95) - 8.6) < 1e-12);
  assert.ok(Math.abs(quantile(sample, 0.3) - 3.2) < 1e-12);
  assert.deepEqual([quantile(sample, 0), quantile(sample, 0.5), quantile(sample, 1)], [1, 4, 9]);
});

Deno.test("quantile() is what a sorted copy gives", () => {
  fc.assert(fc.property(values, fc.double({ min: 0, max: 1, noNaN: true }), (numbers, q) => {
    const sorted = [...numbers].sort((a, b) => a - b);
    const position = q * (sorted.length - 1);
    const low = sorted[Math.floor(position)];
    const high = sorted[Math.ceil(position)];
    const expected = low + (high - low) * (position - Math.floor(position));
    assert.ok(Math.abs(quantile(Float32Array.from(numbers), q) - expected) < 1e-9);
  }));
});

Deno.test("quantile() copes with sorted, reversed and constant values", () => {
  const ascending = Float32Array.from({ length: 10001 }, (_, i) => i);
  assert.equal(quantile(ascending, 0.25), 2500);
  assert.equal(quantile(ascending.toReversed(), 0.25), 2500);
  assert.equal(quantile(new Float32Array(10001).fill(7), 0.95), 7);
});

Deno.test("quantile() leaves the values as they are", () => {
  const sample = Float32Array.of(3, 1, 2);
  quantile(sample, 0.5);
  assert.deepEqual(sample, Float32Array.of(3, 1, 2));
});

Deno.test("quantile() refuses no values and an impossible q", () => {
  assert.throws(() => quantile(new Float32Array(0), 0.5), /at least one value/);
  for (const q of [-0.1, 1.1, NaN]) {
    assert.throws(() => quantile(Float32Array.of(1), q), /must lie in 0 to 1/);
  }
});
