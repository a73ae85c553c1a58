import assert from "node:assert/strict";
import fc from "fast-check";
import { confusionAt } from "../confusion_at.ts";
import { prCurve } from "./pr_curve.ts";
import { referenceRows, scoredRows } from "../testing.ts";

Deno.test("prCurve() gives the points worked out by hand", () => {
  const { averagePrecision, points } = prCurve(
    Float32Array.of(0.1, 0.4, 0.35, 0.8),
    Uint8Array.of(0, 0, 1, 1),
  );
  assert.deepEqual([...points!.recall], [0.5, 0.5, 1, 1]);
  assert.deepEqual([...points!.precision], [1, 1 / 2, 2 / 3, 1 / 2]);
  assert.ok(Math.abs(averagePrecision! - (0.5 * 1 + 0.5 * 2 / 3)) < 1e-12);
});

Deno.test("prCurve() has the average precision of scikit-learn, with and without ties", () => {
  const { scores, truth } = referenceRows();
  assert.ok(Math.abs(prCurve(scores, truth).averagePrecision! - 0.46017847889593577) < 1e-12);
  const few = Float32Array.of(0.2, 0.5, 0.5, 0.9, 0.1, 0.5);
  const fewTruth = Uint8Array.of(0, 0, 1, 1, 0, 1);
  assert.ok(Math.abs(prCurve(few, fewTruth).averagePrecision! - 0.8333333333333333) < 1e-12);
});

Deno.test("prCurve() gives thresholds that reproduce its points", () => {
  fc.assert(fc.property(scoredRows, ({ scores, truth }) => {
    const { recall, precision, threshold } = prCurve(scores, truth).points!;
    threshold.forEach((value, i) => {
      const { tp, fp, fn } = confusionAt(scores, truth, value);
      assert.equal(tp / (tp + fn), recall[i]);
      assert.equal(tp / (tp + fp), precision[i]);
    });
    assert.equal(recall.at(-1), 1);
  }));
});

Deno.test("prCurve() is null for one class", () => {
  const undefinedCurve = { averagePrecision: null, points: null };
  assert.deepEqual(prCurve(Float32Array.of(1, 2), Uint8Array.of(1, 1)), undefinedCurve);
  assert.deepEqual(prCurve(Float32Array.of(1, 2), Uint8Array.of(0, 0)), undefinedCurve);
});
