import assert from "node:assert/strict";
import { thresholdTable } from "../../learning/metrics/curves/threshold_table.ts";
import type { RunResult } from "../../resources/run.ts";
import { metricsAt, metricsOf, nearestStep, thresholdSteps } from "./threshold_steps.ts";

const steps = thresholdSteps(thresholdTable(
  Float32Array.of(1, 2, 3, 4, 4),
  { codes: Int32Array.of(0, 0, 1, 1, 0), names: ["normal", "smurf"], attack: [false, true] },
  { steps: 10, include: [2.5] },
));

Deno.test("metricsAt() follows the threshold", () => {
  const step = nearestStep(steps, 2.5);
  assert.deepEqual(metricsAt(steps, step, true), {
    threshold: 2.5,
    rows: 5,
    flagged: 3,
    confusion: { tn: 2, fp: 1, fn: 0, tp: 2 },
    accuracy: 4 / 5,
    precision: 2 / 3,
    recall: 1,
    f1: 4 / 5,
    falseAlarmRate: 1 / 3,
    falseAlarmsPerThousand: 200,
  });
  assert.equal(metricsAt(steps, 0, true).flagged, 5);
  const last = metricsAt(steps, steps.thresholds.length - 1, true);
  assert.deepEqual([last.flagged, last.precision, last.recall], [0, null, 0]);
});

Deno.test("metricsAt() claims nothing without labels", () => {
  const { flagged, confusion, precision, falseAlarmsPerThousand } = metricsAt(steps, 0, false);
  assert.deepEqual([flagged, confusion, precision, falseAlarmsPerThousand], [5, null, null, null]);
});

Deno.test("metricsOf() says the same of a saved threshold", () => {
  const { tn, fp, fn, tp } = { tn: 2, fp: 1, fn: 0, tp: 2 };
  const result = {
    threshold: { rule: "fixed", value: 2.5 },
    testRows: 5,
    flaggedRows: 3,
    metrics: { confusion: { tn, fp, fn, tp } },
  } as RunResult;
  assert.deepEqual(metricsOf(result), metricsAt(steps, nearestStep(steps, 2.5), true));
});

Deno.test("nearestStep() finds the nearest threshold, beyond the ends too", () => {
  const at = (value: number) => steps.thresholds[nearestStep(steps, value)];
  assert.deepEqual([at(2.6), at(2.9), at(-9)], [2.5, 3, steps.thresholds[0]]);
  assert.equal(at(99), steps.thresholds.at(-1));
});

Deno.test("thresholdSteps() counts by label", () => {
  const step = nearestStep(steps, 3);
  assert.deepEqual(
    steps.labels.map(({ label, rows, flagged }) => [label, rows, flagged[step]]),
    [["normal", 3, 1], ["smurf", 2, 1]],
  );
});
