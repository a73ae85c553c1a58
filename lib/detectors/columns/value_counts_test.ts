import assert from "node:assert/strict";
import fc from "fast-check";
import { countValues, lowerBound } from "./value_counts.ts";

Deno.test("countValues() counts the values of one column", () => {
  const data = Float32Array.of(7, 2, 7, -1, 7, 2, 7, 0, 7, -0);
  const { values, atMost } = countValues({ data, rows: 5, cols: 2 }, 1);
  assert.deepEqual([...values], [-1, 0, 2]);
  assert.deepEqual([...atMost], [1, 3, 5]);
});

Deno.test("lowerBound() finds the first number that is not below a value", () => {
  fc.assert(fc.property(fc.array(fc.integer({ min: 0, max: 9 })), fc.nat({ max: 10 }), (all, v) => {
    const numbers = Float64Array.from(all).sort();
    const expected = numbers.findIndex((number) => number >= v);
    assert.equal(lowerBound(numbers, v), expected < 0 ? numbers.length : expected);
  }));
  assert.equal(lowerBound(Float64Array.of(1, 2, 1, 3), 2, 2, 4), 3);
});
