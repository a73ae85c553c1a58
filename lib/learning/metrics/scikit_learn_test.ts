import assert from "node:assert/strict";
import { balancedAccuracy, matthewsCorrelation } from "./balanced.ts";
import { classification } from "./classification.ts";
import { confusionAt } from "./confusion_at.ts";
import { prCurve } from "./curves/pr_curve.ts";
import { rocCurve } from "./curves/roc_curve.ts";
import { GENERATED, LISTED, type ReferenceFigures } from "./scikit_learn_reference.ts";
import { generatedRows } from "./testing.ts";

/** Checks every metric to 1e-9. */
function check(expected: ReferenceFigures, scores: Float32Array, truth: Uint8Array): void {
  const confusion = confusionAt(scores, truth, Math.fround(expected.threshold));
  assert.deepEqual(confusion, expected.confusion, expected.name);
  const metrics = {
    ...classification(confusion),
    balancedAccuracy: balancedAccuracy(confusion),
    matthews: matthewsCorrelation(confusion),
    rocAuc: rocCurve(scores, truth).auc,
    averagePrecision: prCurve(scores, truth).averagePrecision,
  };
  for (const [name, value] of Object.entries(metrics)) {
    const reference = expected[name as keyof typeof metrics];
    const words = `${expected.name}: ${name} ${value}, scikit-learn ${reference}`;
    if (value === null || reference === null) assert.equal(value, reference, words);
    else assert.ok(Math.abs(value - reference) <= 1e-9, words);
  }
}

for (const expected of GENERATED) {
  Deno.test(`metrics equal scikit-learn's: ${expected.name}`, () => {
    const { scores, truth } = generatedRows(expected);
    assert.equal(truth.reduce((sum, attack) => sum + attack, 0), expected.attacks);
    check(expected, scores, truth);
  });
}

for (const expected of LISTED) {
  Deno.test(`metrics equal scikit-learn's: ${expected.name}`, () => {
    check(expected, Float32Array.from(expected.scores), Uint8Array.from(expected.truth));
  });
}

Deno.test("metrics refuse scores that are not finite, as scikit-learn does", () => {
  for (const bad of [NaN, Infinity, -Infinity]) {
    const scores = Float32Array.of(1, bad, 2);
    const truth = Uint8Array.of(0, 1, 1);
    assert.throws(() => rocCurve(scores, truth), RangeError);
    assert.throws(() => prCurve(scores, truth), RangeError);
  }
});
