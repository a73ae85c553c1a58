import assert from "node:assert/strict";
import fc from "fast-check";
import { confusionAt } from "./confusion_at.ts";
import { scoredRows } from "./testing.ts";

Deno.test("confusionAt() flags what is greater than the threshold, not what equals it", () => {
  assert.deepEqual(
    confusionAt(Float32Array.of(0.25, 0.5, 0.75, 0.5, 1), Uint8Array.of(0, 0, 0, 1, 1), 0.5),
    { tn: 2, fp: 1, fn: 1, tp: 1 },
  );
});

Deno.test("confusionAt() counts every row once", () => {
  fc.assert(fc.property(scoredRows, fc.double({ noNaN: true }), ({ scores, truth }, threshold) => {
    const { tn, fp, fn, tp } = confusionAt(scores, truth, threshold);
    assert.equal(tn + fp + fn + tp, scores.length);
    assert.equal(tp + fn, truth.filter((attack) => attack === 1).length);
  }));
});

Deno.test("confusionAt() refuses truth of another length", () => {
  assert.throws(() => confusionAt(Float32Array.of(1, 2), Uint8Array.of(1), 0), RangeError);
});
