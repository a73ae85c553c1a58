import assert from "node:assert/strict";
import { join } from "node:path";
import { createDetector, loadDetector } from "../../detectors/registry.ts";
import { randomMatrix } from "../../detectors/isolation_forest/testing.ts";
import type { Frame } from "../../learning/features/frame.ts";
import { FeaturePipeline } from "../../learning/features/pipeline.ts";
import { type ModelBundle, writeBundle } from "../../models/bundle.ts";
import {
  checkMembers,
  readTrained,
  resolveMembers,
  type TrainedModel,
  trainedModelsOf,
} from "./trained_members.ts";
import type { ModelCurves, RunRequest } from "../../resources/run.ts";

const REQUEST: RunRequest = {
  name: "",
  train: "ds-1",
  test: "ds-2",
  features: "all",
  encoding: "one-hot",
  scaling: "standard",
  dropDuplicates: false,
  seed: 1,
  detectors: [],
};
const FOREST: TrainedModel = { kind: "isolation-forest", params: { trees: 7 }, request: REQUEST };
const find = (id: string) => id === "model-1" ? FOREST : null;

Deno.test("resolveMembers() gives trained members the kind and parameters of their model", () => {
  const { params, issues } = resolveMembers({
    rule: "all",
    members: [{ model: "model-1", weight: 2 }, { kind: "autoencoder" }, 5],
  }, find);
  assert.deepEqual(issues, []);
  assert.deepEqual(params, {
    rule: "all",
    members: [
      { model: "model-1", weight: 2, kind: "isolation-forest", params: { trees: 7 } },
      { kind: "autoencoder" },
      5,
    ],
  });
});

Deno.test("resolveMembers() names models that do not exist, and leaves other parameters alone", () => {
  const { issues } = resolveMembers({ members: [{ model: "model-9" }] }, find);
  assert.deepEqual(issues, [[["members", 0, "model"], 'There is no model "model-9".']]);
  for (const params of [{ trees: 5 }, { members: "all" }]) {
    assert.deepEqual(resolveMembers(params, find), { params, issues: [] });
  }
});

const member = (kind: string, model?: string) => ({
  kind,
  params: {},
  threshold: { rule: "quantile", q: 0.97 },
  weight: 1,
  ...(model && { model }),
});

Deno.test("checkMembers() asks for the same rows in the same columns", () => {
  const params = { members: [member("autoencoder"), member("isolation-forest", "model-1")] };
  const check = (change: Partial<RunRequest>) =>
    checkMembers(params, { ...REQUEST, ...change }, find);
  assert.deepEqual(check({}), []);
  assert.deepEqual(check({ test: "ds-3" }), [], "the test set does not matter");
  for (
    const [change, words] of [
      [{ train: "ds-4" }, "training data"],
      [{ split: { test: 0.5 } }, "part held out for the test"],
      [{ features: ["a"] }, "features"],
      [{ filters: {} }, "filters"],
      [{ seed: 2, sequenceBy: "host" }, "sequences, another seed"],
    ] as const
  ) {
    const [[path, text]] = check(change as Partial<RunRequest>);
    assert.deepEqual(path, ["members", 1, "model"]);
    assert.ok(text.startsWith(`This model was trained with another ${words}.`), text);
  }
});

Deno.test("checkMembers() refuses features that were prepared without attacks beside a classifier", () => {
  const params = { members: [member("lstm-classifier"), member("isolation-forest", "model-1")] };
  const [[, text]] = checkMembers(params, REQUEST, find);
  assert.match(text, /prepared from normal records alone/);
});

Deno.test("trainedModelsOf() lists the models that hybrids take", () => {
  const threshold = { rule: "fixed", value: 1 } as const;
  const members = [member("autoencoder"), member("isolation-forest", "model-1")];
  assert.deepEqual(
    trainedModelsOf([
      { kind: "autoencoder", params: {}, threshold },
      { kind: "hybrid", params: { members }, threshold },
    ]),
    ["model-1"],
  );
});

function frameOf(name: string): Frame {
  const { data: values, rows } = randomMatrix(50, 1, 1);
  return { rows, columns: [{ type: "numeric", name, values }] };
}

Deno.test("readTrained() gives the state of a model, if its features are prepared alike", async () => {
  const folder = await Deno.makeTempDir();
  try {
    const model = join(folder, "model");
    const frame = frameOf("bytes");
    const pipeline = FeaturePipeline.fit(frame, { encoding: "one-hot" });
    const detector = await createDetector("isolation-forest", { trees: 2 });
    await detector.fit(pipeline.transform(frame), { seed: 1 });
    const state = await detector.save();
    await writeBundle(
      model,
      { pipeline: pipeline.toJSON() } as Omit<ModelBundle, "version">,
      state,
      {} as ModelCurves,
      { test: new Float32Array(), heldOut: null },
    );
    const loaded = await loadDetector(await readTrained(model, pipeline));
    assert.deepEqual(await loaded.save(), state);
    const other = FeaturePipeline.fit(frameOf("packets"), { encoding: "one-hot" });
    await assert.rejects(readTrained(model, other), {
      name: "JobError",
      message: /dataset has changed/,
    });
    const gone = { name: "JobError", message: /was deleted/ };
    await assert.rejects(readTrained(join(folder, "other"), pipeline), gone);
    await assert.rejects(readTrained(undefined, pipeline), gone);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
