import assert from "node:assert/strict";
import type { RunMetrics } from "../../learning/metrics/types.ts";
import type { ThresholdRule } from "../../learning/thresholds/rule.ts";
import {
  isBest,
  isHindsight,
  type JudgedModel,
  knownMetrics,
  metricOf,
  type MetricSort,
  nextMetricSort,
  parseSort,
  shownMetric,
  sortModels,
  sortText,
} from "./leaderboard.ts";

const IQR: ThresholdRule = { rule: "iqr", k: 1 };

function model(metrics: Partial<RunMetrics>, rule = IQR, asked = rule): JudgedModel {
  const threshold = { ...rule, value: 1 };
  return {
    result: { threshold, metrics, testRows: 4, flaggedRows: 1 } as JudgedModel["result"],
    asked,
  };
}

const low = model({ rocAuc: 0.7, f1: 0.5, recall: null });
const high = model({ rocAuc: 0.8, f1: 0.6, recall: null });
const labelled = model({ rocAuc: 0.9, f1: 0.9, recall: 1 }, { rule: "best-f1" });
const changed = model({ rocAuc: 0.5, f1: 0.8 }, { rule: "fixed", value: 1 }, IQR);

Deno.test("isBest() is true for the highest metric", () => {
  assert.ok(isBest([low, high], high, "f1"));
  assert.ok(!isBest([low, high], low, "f1"));
  assert.ok(!isBest([low, high], high, "recall"));
});

Deno.test("isBest() is true for the fewest false alarms", () => {
  const few = model({ confusion: { tn: 9, fp: 1, fn: 0, tp: 0 } });
  const many = model({ confusion: { tn: 8, fp: 2, fn: 0, tp: 0 } });
  assert.equal(metricOf(few.result, "falseAlarms"), 100);
  assert.ok(isBest([few, many], few, "falseAlarms"));
  assert.ok(!isBest([few, many], many, "falseAlarms"));
  assert.ok(!isBest([few, many], few, "flagged"));
});

Deno.test("isBest() does not count metrics of a threshold that the test may have chosen", () => {
  const all = [low, high, labelled, changed];
  assert.deepEqual(all.map(isHindsight), [false, false, true, true]);
  assert.ok(isBest(all, high, "f1"));
  assert.ok(!isBest(all, labelled, "f1"));
  assert.ok(!isBest(all, changed, "f1"));
  assert.ok(!isBest(all, labelled, "recall"));
  assert.ok(isBest(all, labelled, "rocAuc"));
  assert.ok(!isBest(all, high, "rocAuc"));
});

Deno.test("shownMetric() is the mean over all seeds with the deviation of the sample", () => {
  const repeats = [0.7, 0.6].map((rocAuc, index) => ({
    ...{ seed: index, threshold: 1, testRows: 4, flaggedRows: 1, fitMs: 1, scoreMs: 1 },
    metrics: { rocAuc, f1: 0.1 } as RunMetrics,
  }));
  const repeated: JudgedModel = { ...high, result: { ...high.result, repeats } };
  const { value, deviation } = shownMetric(repeated, "rocAuc");
  assert.ok(Math.abs(value! - 0.7) < 1e-12 && Math.abs(deviation! - 0.1) < 1e-12);
  assert.deepEqual(shownMetric(high, "rocAuc"), { value: 0.8 });
  assert.equal(shownMetric(repeated, "recall").value, null);
  const moved: JudgedModel = { ...repeated, asked: { rule: "fixed", value: 3 } };
  assert.deepEqual(shownMetric(moved, "f1"), { value: 0.6 });
  assert.ok(isBest([low, repeated, high], high, "rocAuc"));
});

Deno.test("parseSort() reads what sortText() writes, and takes nothing else", () => {
  for (const sort of [null, { key: "f1", descending: true }, { key: "fitMs", descending: false }]) {
    assert.deepEqual(parseSort(sortText(sort as MetricSort | null)), sort);
  }
  assert.equal(parseSort("constructor"), null);
});

Deno.test("isBest() is false where nothing is compared", () => {
  assert.ok(!isBest([high], high, "f1"));
});

Deno.test("sortModels() puts what is not defined last", () => {
  const all = [low, labelled, high];
  assert.deepEqual(sortModels(all, { key: "rocAuc", descending: false }), [low, high, labelled]);
  assert.deepEqual(sortModels(all, { key: "recall", descending: true })[0], labelled);
  assert.deepEqual(sortModels(all, { key: "recall", descending: false })[0], labelled);
  assert.equal(sortModels(all, null), all);
});

Deno.test("nextMetricSort() begins with the better end and returns to none", () => {
  const first = nextMetricSort(null, "falseAlarms");
  assert.deepEqual(first, { key: "falseAlarms", descending: false });
  assert.deepEqual(nextMetricSort(first, "f1"), { key: "f1", descending: true });
  const second = nextMetricSort(first, "falseAlarms");
  assert.deepEqual(second, { key: "falseAlarms", descending: true });
  assert.equal(nextMetricSort(second, "falseAlarms"), null);
});

Deno.test("knownMetrics() leaves out what needs labels where there are none", () => {
  const blind = {
    metrics: {
      confusion: null,
      rocAuc: null,
      prAuc: null,
      accuracy: null,
      precision: null,
      recall: null,
      f1: null,
    } as RunMetrics,
    flaggedRows: 1,
    testRows: 4,
    fitMs: 1,
    scoreMs: 1,
  };
  const keys = knownMetrics([blind]).map(({ key }) => key);
  assert.deepEqual(keys, ["flagged", "fitMs", "scoreMs"]);
  const judged = {
    ...blind,
    metrics: { ...blind.metrics, confusion: { tn: 1, fp: 0, fn: 0, tp: 0 } },
  };
  assert.ok(knownMetrics([blind, judged]).some(({ key }) => key === "rocAuc"));
});
