import assert from "node:assert/strict";
import { classification } from "./classification.ts";

Deno.test("classification() gives the metrics worked out by hand", () => {
  assert.deepEqual(classification({ tn: 5, fp: 1, fn: 2, tp: 2 }), {
    accuracy: 7 / 10,
    precision: 2 / 3,
    recall: 2 / 4,
    f1: 4 / 7,
  });
});

Deno.test("classification() has no precision when nothing is flagged", () => {
  assert.deepEqual(classification({ tn: 3, fp: 0, fn: 1, tp: 0 }), {
    accuracy: 3 / 4,
    precision: null,
    recall: 0,
    f1: 0,
  });
});

Deno.test("classification() has no recall without attacks", () => {
  assert.deepEqual(classification({ tn: 3, fp: 1, fn: 0, tp: 0 }), {
    accuracy: 3 / 4,
    precision: 0,
    recall: null,
    f1: 0,
  });
});

Deno.test("classification() has no F1 without attacks and alarms, and nothing without rows", () => {
  assert.equal(classification({ tn: 3, fp: 0, fn: 0, tp: 0 }).f1, null);
  assert.deepEqual(classification({ tn: 0, fp: 0, fn: 0, tp: 0 }), {
    accuracy: null,
    precision: null,
    recall: null,
    f1: null,
  });
});
