import assert from "node:assert/strict";
import fc from "fast-check";
import { confusionAt } from "../confusion_at.ts";
import { rocCurve } from "./roc_curve.ts";
import { referenceRows, scoredRows } from "../testing.ts";

function auc(scores: Float32Array, truth: Uint8Array): number {
  const area = rocCurve(scores, truth).auc;
  assert.ok(area !== null);
  return area;
}

Deno.test("rocCurve() gives the points and the area worked out by hand", () => {
  const { auc, points } = rocCurve(Float32Array.of(0.1, 0.4, 0.35, 0.8), Uint8Array.of(0, 0, 1, 1));
  assert.equal(auc, 0.75);
  assert.deepEqual([...points!.fpr], [0, 0, 0.5, 0.5, 1]);
  assert.deepEqual([...points!.tpr], [0, 0.5, 0.5, 1, 1]);
});

Deno.test("rocCurve() has the area of scikit-learn, with and without ties", () => {
  const { scores, truth } = referenceRows();
  assert.ok(Math.abs(auc(scores, truth) - 0.6707073197457812) < 1e-12);
  const few = Float32Array.of(0.2, 0.5, 0.5, 0.9, 0.1, 0.5);
  assert.ok(Math.abs(auc(few, Uint8Array.of(0, 0, 1, 1, 0, 1)) - 0.888888888888889) < 1e-12);
});

Deno.test("rocCurve() gives the chance that an attack scores higher, ties counted half", () => {
  fc.assert(fc.property(scoredRows, ({ scores, truth }) => {
    let wins = 0;
    let pairs = 0;
    for (let i = 0; i < scores.length; i++) {
      for (let j = 0; j < scores.length; j++) {
        if (truth[i] !== 1 || truth[j] !== 0) continue;
        pairs++;
        wins += scores[i] > scores[j] ? 1 : scores[i] === scores[j] ? 0.5 : 0;
      }
    }
    assert.ok(Math.abs(auc(scores, truth) - wins / pairs) < 1e-12);
  }));
});

Deno.test("rocCurve() depends on the order of the scores alone", () => {
  fc.assert(fc.property(scoredRows, ({ scores, truth }) => {
    assert.equal(auc(scores.map((score) => Math.exp(score) - 5), truth), auc(scores, truth));
  }));
});

Deno.test("rocCurve() gives one minus the area when the scores are turned round", () => {
  fc.assert(fc.property(scoredRows, ({ scores, truth }) => {
    assert.ok(Math.abs(auc(scores.map((s) => -s), truth) + auc(scores, truth) - 1) < 1e-12);
  }));
});

Deno.test("rocCurve() gives thresholds that reproduce its points", () => {
  fc.assert(fc.property(scoredRows, ({ scores, truth }) => {
    const { fpr, tpr, threshold } = rocCurve(scores, truth).points!;
    threshold.forEach((value, i) => {
      const { tp, fp, tn, fn } = confusionAt(scores, truth, value);
      assert.equal(tp / (tp + fn), tpr[i]);
      assert.equal(fp / (fp + tn), fpr[i]);
    });
    assert.deepEqual([fpr[0], tpr[0], fpr.at(-1), tpr.at(-1)], [0, 0, 1, 1]);
  }));
});

Deno.test("rocCurve() is null for one class and for no rows", () => {
  const undefinedCurve = { auc: null, points: null };
  assert.deepEqual(rocCurve(Float32Array.of(1, 2), Uint8Array.of(1, 1)), undefinedCurve);
  assert.deepEqual(rocCurve(Float32Array.of(1, 2), Uint8Array.of(0, 0)), undefinedCurve);
  assert.deepEqual(rocCurve(new Float32Array(0), new Uint8Array(0)), undefinedCurve);
});
