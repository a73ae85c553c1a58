import assert from "node:assert/strict";
import type { Detector } from "../../detectors/detector.ts";
import { linearDetector } from "../../detectors/importance/testing.ts";
import type { Frame } from "../../learning/features/frame.ts";
import { measureImportance } from "./measure_importance.ts";

/** Columns: whether the row is an attack; its number, twice. */
const pipeline = {
  transform(_frame: Frame, rows: Uint32Array | null = null) {
    const data = Float32Array.from([...rows!].flatMap((row) => [row % 2, row / 300, row / 300]));
    return { data, rows: rows!.length, cols: 3, names: ["a", "b=x", "b=y"] };
  },
  groups: () => [
    { feature: "number", columns: [1, 2] },
    { feature: "sign", columns: [0] },
    { feature: "dropped", columns: [] },
  ],
};
const test = {
  frame: { rows: 300, columns: [] },
  rows: Uint32Array.from({ length: 300 }, (_, row) => row),
  sequences: null,
  isAttack: (row: number) => row % 2 === 1,
};

Deno.test("measureImportance() finds the feature that a model lives on", async () => {
  const fractions: number[] = [];
  const { permutation, explanation, notes } = await measureImportance(
    linearDetector([1, 0, 0]),
    pipeline,
    test,
    { seed: 1, budgetMs: 10_000, onProgress: (fraction) => fractions.push(fraction) },
  );
  assert.deepEqual(permutation!.features.map(({ feature }) => feature), ["sign", "number"]);
  assert.deepEqual([permutation!.measure, permutation!.baseline], ["roc-auc", 1]);
  assert.deepEqual([permutation!.rows, permutation!.repeats], [300, 5]);
  assert.equal(explanation!.features[0].feature, "sign");
  assert.equal(explanation!.rows, 200);
  assert.deepEqual(notes, []);
  assert.equal(fractions.at(-1), 1);
  assert.ok(fractions.every((fraction) => fraction >= 0 && fraction <= 1));
});

Deno.test("measureImportance() says what it left out because the model is slow", async () => {
  const linear = linearDetector([1, 0, 0]);
  const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
  const slow: Detector = {
    ...linear,
    score: async (x) => (await wait(40), linear.score(x)),
    explain: async (row) => (await wait(40), linear.explain(row)),
  };
  const start = performance.now();
  const result = await measureImportance(slow, pipeline, test, { seed: 1, budgetMs: 50 });
  assert.equal(result.permutation, null);
  assert.equal(result.explanation, null);
  assert.equal(result.notes.length, 2);
  assert.ok(performance.now() - start < 2000);
});

Deno.test("measureImportance() lets errors of the detector through", async () => {
  const broken: Detector = {
    ...linearDetector([1, 0, 0]),
    explain: () => Promise.reject(new Error("Broken.")),
  };
  await assert.rejects(
    measureImportance(broken, pipeline, test, { seed: 1, budgetMs: 1000 }),
    /Broken/,
  );
});
