import assert from "node:assert/strict";
import fc from "fast-check";
import { exceededBy } from "./exceeded_by.ts";

Deno.test("exceededBy() is the smallest score that no more than the share exceeds", () => {
  const scores = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 40 });
  fc.assert(fc.property(scores, fc.double({ min: 0, max: 0.99, noNaN: true }), (numbers, share) => {
    const values = Float32Array.from(numbers);
    const above = (value: number) => values.filter((score) => score > value).length;
    const most = share * values.length + 1e-9;
    const found = exceededBy(values, share);
    assert.ok(above(found) <= most);
    const lower = values.filter((score) => score < found);
    if (lower.length > 0) assert.ok(above(Math.max(...lower)) > most);
  }));
});
