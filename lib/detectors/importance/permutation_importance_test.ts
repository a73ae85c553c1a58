import assert from "node:assert/strict";
import { permutationImportance } from "./permutation_importance.ts";
import { linearDetector, matrixOf } from "./testing.ts";

/** Attacks have 1 in the first column; the second is the row's number; the third repeats it. */
const rows = Array.from({ length: 400 }, (_, i) => [i % 2, i / 400, i / 400]);
const truth = Uint8Array.from(rows, ([attack]) => attack);
const groups = [
  { feature: "number", columns: [1, 2] },
  { feature: "sign", columns: [0] },
];

Deno.test("permutationImportance() is the drop in ROC-AUC when a feature is shuffled", async () => {
  const result = await permutationImportance(
    linearDetector([1, 0, 0]),
    matrixOf(rows),
    truth,
    groups,
    { seed: 1 },
  );
  assert.deepEqual([result.measure, result.baseline, result.rows], ["roc-auc", 1, 400]);
  const [sign, number] = result.features;
  assert.equal(sign.feature, "sign");
  // Shuffled, it is right for half of the rows: an area of 0.5.
  assert.ok(Math.abs(sign.importance - 0.5) < 0.05, `${sign.importance}`);
  assert.ok(sign.deviation > 0 && sign.deviation < 0.1);
  assert.deepEqual(number, { feature: "number", importance: 0, deviation: 0 });
});

Deno.test("permutationImportance() is negative for a feature that misleads", async () => {
  const { baseline, features } = await permutationImportance(
    linearDetector([-1, 0, 0]),
    matrixOf(rows),
    truth,
    groups,
    { seed: 1 },
  );
  assert.equal(baseline, 0);
  assert.ok(features.at(-1)!.feature === "sign" && features.at(-1)!.importance < -0.4);
});

Deno.test("permutationImportance() shuffles the columns of a feature together", async () => {
  const { features } = await permutationImportance(
    linearDetector([1, 5, -5]),
    matrixOf(rows),
    truth,
    groups,
    { seed: 1 },
  );
  assert.equal(features.find(({ feature }) => feature === "number")!.importance, 0);
});

Deno.test("permutationImportance() is the change of scores where there are no labels", async () => {
  const result = await permutationImportance(
    linearDetector([4, 0, 0]),
    matrixOf(rows),
    null,
    groups,
    { seed: 1 },
  );
  assert.deepEqual([result.measure, result.baseline], ["score-change", null]);
  const [sign, number] = result.features;
  // Half of the rows change by 4; the standard deviation of the scores is 2.
  assert.ok(Math.abs(sign.importance - 1) < 0.1, `${sign.importance}`);
  assert.equal(number.importance, 0);
});

Deno.test("permutationImportance() depends on the seed, is bounded and leaves the data alone", async () => {
  const x = matrixOf(rows);
  const detector = linearDetector([1, 1, 0]);
  const measure = (seed: number) =>
    permutationImportance(detector, x, truth, groups, { seed, rows: 50, repeats: 3 });
  const first = await measure(1);
  assert.equal(first.rows, 50);
  assert.equal(detector.calls, 1 + 2 * 3);
  assert.deepEqual(await measure(1), first);
  assert.notDeepEqual(await measure(2), first);
  assert.deepEqual(x, matrixOf(rows));
});

Deno.test("permutationImportance() scores rows with what is before them", async () => {
  // The score of a row is that of the row before it.
  const shifted = Array.from({ length: 400 }, (_, i) => [(i + 1) % 2 === 0 ? 0 : 1]);
  const detector = linearDetector([1], 1);
  const { features, baseline } = await permutationImportance(
    { ...detector, score: previous(detector) },
    matrixOf(shifted),
    Uint8Array.from(shifted, (_, i) => i % 2),
    [{ feature: "a", columns: [0] }],
    { seed: 1, rows: 100 },
  );
  assert.equal(baseline, 1);
  assert.ok(features[0].importance > 0.3);
});

/** The sum of a row and the one before it, less the row. */
function previous(detector: ReturnType<typeof linearDetector>): typeof detector.score {
  return async (x) => (await detector.score(x)).map((sum, row) => sum - x.data[row]);
}

Deno.test("permutationImportance() ends when it is told to, and says how far it is", async () => {
  const stop = new AbortController();
  const fractions: number[] = [];
  const work = permutationImportance(
    linearDetector([1, 1, 0]),
    matrixOf(rows),
    truth,
    groups,
    {
      seed: 1,
      repeats: 2,
      signal: stop.signal,
      onProgress(fraction) {
        fractions.push(fraction);
        if (fraction === 0.5) stop.abort(new Error("Enough."));
      },
    },
  );
  await assert.rejects(work, /Enough/);
  assert.deepEqual(fractions, [0.25, 0.5]);
});
