import assert from "node:assert/strict";
import { explanationImportance } from "./explanation_importance.ts";
import { linearDetector, matrixOf } from "./testing.ts";

const groups = [
  { feature: "a", columns: [0] },
  { feature: "b", columns: [1, 2] },
];

Deno.test("explanationImportance() is the mean size of a feature's part, its columns added up", async () => {
  const x = matrixOf([[1, 2, 1], [-3, 5, 5]]);
  // Parts of a: 2 and -6; of b: 2 - 1 and 5 - 5.
  const importance = await explanationImportance(linearDetector([2, 1, -1]), x, null, groups, {
    seed: 1,
  });
  assert.deepEqual(importance, [
    { feature: "a", importance: 4, deviation: 2 },
    { feature: "b", importance: 0.5, deviation: 0.5 },
  ]);
});

Deno.test("explanationImportance() gives a detector the rows before a row", async () => {
  const x = matrixOf([[1, 0, 0], [2, 0, 0], [4, 0, 0]], [0, 0, 2]);
  const [a] = await explanationImportance(linearDetector([1, 0, 0], 1), x, null, groups, {
    seed: 1,
  });
  // 1, then 1 + 2, then 4: the third row begins a sequence.
  assert.equal(a.importance, 8 / 3);
});

Deno.test("explanationImportance() explains as many rows as it may, and ends when told to", async () => {
  const x = matrixOf(Array.from({ length: 30 }, (_, i) => [i, 0, 0]));
  const stop = new AbortController();
  const fractions: number[] = [];
  const work = (signal?: AbortSignal) =>
    explanationImportance(linearDetector([1, 0, 0]), x, null, groups, {
      seed: 1,
      rows: 4,
      signal,
      onProgress(fraction) {
        fractions.push(fraction);
        if (signal && fraction === 0.5) stop.abort(new Error("Enough."));
      },
    });
  await work();
  assert.deepEqual(fractions.splice(0), [0.25, 0.5, 0.75, 1]);
  await assert.rejects(work(stop.signal), /Enough/);
  assert.deepEqual(fractions, [0.25, 0.5]);
});
