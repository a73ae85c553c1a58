import assert from "node:assert/strict";
import fc from "fast-check";
import { confusionAt } from "./confusion_at.ts";
import { operatingPoints } from "./operating_points.ts";
import { scoredRows } from "./testing.ts";

Deno.test("operatingPoints() counts what each threshold flags", () => {
  fc.assert(fc.property(scoredRows, ({ scores, truth }) => {
    const points = operatingPoints(scores, truth);
    assert.equal(points.threshold.length, new Set(scores).size);
    points.threshold.forEach((threshold, i) => {
      const { tp, fp } = confusionAt(scores, truth, threshold);
      assert.deepEqual([points.truePositives[i], points.falsePositives[i]], [tp, fp]);
    });
  }));
});

Deno.test("operatingPoints() ends with a threshold that flags everything", () => {
  for (const score of [0, -0, 1, -1, 1e-45, -1e-45, 3e38, -3e38]) {
    const scores = Float32Array.of(score, score);
    const points = operatingPoints(scores, Uint8Array.of(0, 1));
    assert.equal(points.threshold.length, 1);
    assert.ok(scores[0] > points.threshold[0] && Number.isFinite(points.threshold[0]));
  }
});

Deno.test("operatingPoints() refuses truth of another length", () => {
  assert.throws(
    () => operatingPoints(Float32Array.of(1), Uint8Array.of(1, 0)),
    /1 scores, but 2 true labels/,
  );
});
