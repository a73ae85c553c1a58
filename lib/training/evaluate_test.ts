import assert from "node:assert/strict";
import { evaluate } from "./evaluate.ts";

const scores = Float32Array.of(0.1, 0.2, 0.3, 0.9, 0.8, 0.15);
const labels = {
  codes: Int32Array.of(0, 0, 0, 1, 1, 2),
  names: ["normal", "smurf", "guess_passwd"],
  attack: [false, true, true],
};

Deno.test("evaluate() counts decisions against the truth", () => {
  const { metrics, perClass, flaggedRows } = evaluate(scores, labels, 0.25);
  assert.deepEqual(metrics.confusion, { tn: 2, fp: 1, fn: 1, tp: 2 });
  assert.equal(metrics.accuracy, 4 / 6);
  assert.equal(metrics.precision, 2 / 3);
  assert.equal(metrics.recall, 2 / 3);
  // Of the nine pairs of an attack and a normal row, seven have the attack's score above.
  assert.equal(metrics.rocAuc, 7 / 9);
  assert.equal(flaggedRows, 3);
  assert.deepEqual(perClass.find(({ label }) => label === "guess_passwd"), {
    label: "guess_passwd",
    attack: true,
    rows: 1,
    flagged: 0,
  });
});

Deno.test("evaluate() gives counts but no metrics without labels", () => {
  const { metrics, perClass, flaggedRows, curves } = evaluate(scores, null, 0.25);
  assert.deepEqual(Object.values(metrics), Array(7).fill(null));
  assert.deepEqual(perClass, []);
  assert.equal(flaggedRows, 3);
  assert.equal(curves.roc, null);
  assert.equal(curves.histogram.normal.reduce((a, b) => a + b), 6);
});

Deno.test("evaluate() of one class has accuracy, but no curves", () => {
  const { metrics, curves } = evaluate(scores, { ...labels, attack: [true, true, true] }, 0.25);
  assert.equal(metrics.rocAuc, null);
  assert.equal(metrics.accuracy, 0.5);
  assert.equal(curves.roc, null);
  assert.equal(curves.pr, null);
});

Deno.test("evaluate() takes decisions that are none of a threshold", () => {
  const flags = Uint8Array.of(1, 0, 0, 1, 1, 0);
  const { metrics, perClass, flaggedRows, curves } = evaluate(scores, labels, 0.25, flags);
  assert.deepEqual(metrics.confusion, { tn: 2, fp: 1, fn: 1, tp: 2 });
  assert.equal(metrics.rocAuc, 7 / 9);
  assert.equal(flaggedRows, 3);
  assert.equal(perClass.find(({ label }) => label === "normal")!.flagged, 1);
  assert.deepEqual(curves.order.predicted, [...flags]);
});
