import assert from "node:assert/strict";
import { join } from "node:path";
import { evaluate } from "../training/evaluate.ts";
import { writeTestRows } from "../training/rows/test_rows.ts";
import type { ModelCurves } from "../resources/run.ts";
import { readBundle } from "../models/bundle.ts";
import { changeThreshold, ThresholdRefusedError } from "./change_threshold.ts";
import { review } from "./review/review.ts";
import { writeScores } from "../models/scores.ts";

const TEST = Float32Array.of(1, 9, 3, 8, 2, 4);
const HELD_OUT = Float32Array.from({ length: 100 }, (_, i) => i / 20);
const LABELS = {
  codes: Int32Array.of(0, 1, 0, 1, 0, 0),
  names: ["normal", "smurf"],
  attack: [false, true],
};

async function withModel(
  work: (run: string, model: string) => Promise<void>,
  { labelled = true, heldOut = HELD_OUT as Float32Array | null } = {},
) {
  const run = await Deno.makeTempDir();
  try {
    const model = join(run, "models", "m");
    await Deno.mkdir(model, { recursive: true });
    const { curves, ...figures } = evaluate(TEST, labelled ? LABELS : null, 100);
    const result = {
      model: "m",
      testRows: 6,
      threshold: { rule: "fixed", value: 100 },
      ...figures,
    };
    const loss: ModelCurves["loss"] = { train: [2, 1], validation: [] };
    const write = (name: string, value: unknown) =>
      Deno.writeTextFile(join(model, name), JSON.stringify(value));
    await write("bundle.json", { version: 1, result, labels: [] });
    await write("curves.json", { ...curves, loss });
    await writeScores(model, { test: TEST, heldOut });
    const rows = Uint32Array.from(TEST, (_, i) => i);
    await writeTestRows(run, { rows, rowNumbers: rows, labels: labelled ? LABELS : null });
    await work(run, model);
  } finally {
    await Deno.remove(run, { recursive: true });
  }
}

Deno.test("changeThreshold() recounts and leaves the model as it was trained", () =>
  withModel(async (run, model) => {
    const before = await readBundle(model);
    assert.equal(before.result.flaggedRows, 0);
    const rule = { rule: "false-positive-rate", rate: 0.41, confidence: 0.9 } as const;
    const result = await changeThreshold(run, model, rule);
    const { falsePositiveRate, ...threshold } = result.threshold;
    assert.deepEqual(threshold, { ...rule, value: Math.fround(58 / 20) });
    assert.equal(falsePositiveRate!.estimate, 0.41);
    assert.equal(result.flaggedRows, 4);
    assert.deepEqual(result.metrics.confusion, { tn: 2, fp: 2, fn: 0, tp: 2 });
    assert.equal(result.metrics.rocAuc, before.result.metrics.rocAuc);
    assert.deepEqual(result.perClass.map(({ flagged }) => flagged), [2, 2]);
    // A threshold is kept in one place, the catalogue.
    assert.deepEqual(await readBundle(model), before);
    const at = { folder: model, threshold: result.threshold };
    const order = await review({ about: "order", run, model: at }) as ModelCurves["order"];
    assert.deepEqual(order.predicted, [0, 1, 1, 1, 0, 1]);
  }));

Deno.test("changeThreshold() takes the decisions of a rule that moves along the rows", () =>
  withModel(async (run, model) => {
    const rule = { rule: "adaptive", q: 0.999, window: 50, resetAfter: 0 } as const;
    const result = await changeThreshold(run, model, rule);
    // 9 is beyond all held-out scores; after it 8 is not beyond all of the latest.
    assert.equal(result.flaggedRows, 1);
    assert.ok(result.threshold.value > 8 && result.threshold.value < 9);
  }));

Deno.test("changeThreshold() chooses by test labels where there are some", async () => {
  await withModel(async (run, model) => {
    const result = await changeThreshold(run, model, { rule: "best-f1" });
    assert.equal(result.metrics.f1, 1);
    assert.equal(result.threshold.value, 4);
  });
  await withModel(
    async (run, model) => {
      const unlabelled = await changeThreshold(run, model, { rule: "contamination", share: 0.34 });
      assert.equal(unlabelled.flaggedRows, 2);
      assert.equal(unlabelled.metrics.confusion, null);
      await assert.rejects(
        changeThreshold(run, model, { rule: "youden" }),
        (error) => error instanceof ThresholdRefusedError && !error.outdated,
      );
    },
    { labelled: false },
  );
});

Deno.test("changeThreshold() refuses a model that was saved without held-out scores", () =>
  withModel(async (run, model) => {
    await assert.rejects(
      changeThreshold(run, model, { rule: "fixed", value: 1 }),
      (error) =>
        error instanceof ThresholdRefusedError && error.outdated && /older/.test(error.message),
    );
    assert.equal((await readBundle(model)).result.threshold.value, 100);
  }, { heldOut: null }));
