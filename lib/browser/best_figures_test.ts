import assert from "node:assert/strict";
import type { RunMetrics, RunResult } from "../runs/types.ts";
import type { ThresholdRule } from "../thresholds/rule.ts";
import { isBest } from "./best_figures.ts";

const result = (rule: ThresholdRule, metrics: Partial<RunMetrics>) =>
  ({ threshold: rule, metrics }) as RunResult;

const low = result({ rule: "iqr", k: 1 }, { rocAuc: 0.7, f1: 0.5, recall: null });
const high = result({ rule: "iqr", k: 1 }, { rocAuc: 0.8, f1: 0.6, recall: null });
const labelled = result({ rule: "best-f1" }, { rocAuc: 0.9, f1: 0.9, recall: 1 });

Deno.test("isBest() is true for the highest figure", () => {
  assert.ok(isBest([low, high], high, "f1"));
  assert.ok(!isBest([low, high], low, "f1"));
  assert.ok(!isBest([low, high], high, "recall"));
});

Deno.test("isBest() does not count figures of a threshold that test labels chose", () => {
  const all = [low, high, labelled];
  assert.ok(isBest(all, high, "f1"));
  assert.ok(!isBest(all, labelled, "f1"));
  assert.ok(!isBest(all, labelled, "recall"));
  assert.ok(isBest(all, labelled, "rocAuc"));
  assert.ok(!isBest(all, high, "rocAuc"));
});

Deno.test("isBest() is false where nothing is compared", () => {
  assert.ok(!isBest([high], high, "f1"));
});
