import assert from "node:assert/strict";
import fc from "fast-check";
import { orderProfile } from "./order_profile.ts";
import { scoredRows } from "../testing.ts";

Deno.test("orderProfile() gives shares for each window, the last one shorter", () => {
  const scores = Float32Array.of(0, 1, 1, 1, 0);
  assert.deepEqual(orderProfile(scores, Uint8Array.of(0, 0, 1, 1, 1), 0.5, 3), {
    actual: [0, 1, 1],
    predicted: [0.5, 1, 0],
    windowRows: 2,
  });
});

Deno.test("orderProfile() has no actual shares without a truth", () => {
  assert.deepEqual(orderProfile(Float32Array.of(1, 0), null, 0.5, 10), {
    actual: null,
    predicted: [1, 0],
    windowRows: 1,
  });
});

Deno.test("orderProfile() accounts for every row", () => {
  fc.assert(fc.property(scoredRows, fc.integer({ min: 1, max: 100 }), (rows, windows) => {
    const { scores, truth } = rows;
    const { actual, predicted, windowRows } = orderProfile(scores, truth, 0, windows);
    assert.ok(predicted.length <= windows);
    const rowsOf = (i: number) => Math.min(windowRows, scores.length - i * windowRows);
    const attacks = actual!.reduce((sum, share, i) => sum + share * rowsOf(i), 0);
    assert.equal(Math.round(attacks), truth.filter((attack) => attack === 1).length);
  }));
});

Deno.test("orderProfile() copes with no rows and refuses no windows", () => {
  assert.deepEqual(orderProfile(new Float32Array(0), null, 0, 5).predicted, []);
  assert.throws(() => orderProfile(Float32Array.of(1), null, 0, 0), RangeError);
  assert.throws(() => orderProfile(Float32Array.of(1), new Uint8Array(2), 0, 1), RangeError);
});
