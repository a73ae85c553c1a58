import assert from "node:assert/strict";
import type { Detector } from "../detectors/detector.ts";
import { FeaturePipeline } from "../learning/features/pipeline.ts";
import { compileKernels } from "../compute/engine/kernels.ts";
import type { LoadedModel } from "../models/bundle.ts";
import { InvalidRecordError } from "../learning/features/record_matrix.ts";
import { InlineScorer } from "./inline_scorer.ts";

// The first model to be taken in would wait for these, as long as the machine takes.
await compileKernels();

/** A model that takes so many milliseconds for a record; its score is the record's only number. */
function model(milliseconds: () => number, free: () => void): LoadedModel {
  const pipeline = FeaturePipeline.fit(
    { rows: 2, columns: [{ type: "numeric", name: "x", values: Float32Array.of(-1, 1) }] },
    { encoding: "one-hot", scaling: "standard" },
  );
  const detector = {
    score({ data }: { data: Float32Array }) {
      const end = performance.now() + milliseconds();
      while (performance.now() < end);
      return Promise.resolve(data);
    },
    explain: () => Promise.resolve([]),
    dispose: free,
  } as unknown as Detector;
  const bundle = { result: { threshold: { rule: "fixed", value: 2 } } } as LoadedModel["bundle"];
  return { pipeline, detector, bundle, heldOut: null, normals: null, bytes: 10 };
}

/** A scorer, and what it has loaded and freed. */
function watchedScorer(
  { milliseconds = (): number => 0, size = 10, ready = Promise.resolve() } = {},
) {
  const loaded: string[] = [];
  const freed: string[] = [];
  const load = async (folder: string) => {
    loaded.push(folder);
    await ready;
    if (folder === "broken") throw new Error("It is broken.");
    return model(milliseconds, () => freed.push(folder));
  };
  const scorer = new InlineScorer(load, () => Promise.resolve(size));
  const settle = () => new Promise((resolve) => setTimeout(resolve, 5));
  const enter = async (folder: string) => {
    for (let i = 0; i < 3; i++) assert.equal(await scorer.predict(folder, { x: 1 }), null);
    await settle();
  };
  return { scorer, loaded, freed, settle, enter };
}

Deno.test("InlineScorer.predict() answers once a small model has been asked for repeatedly", async () => {
  const { scorer, loaded, enter } = watchedScorer();
  await enter("a");
  const [{ score, anomaly }] = (await scorer.predict("a", { x: 3 }))!;
  assert.deepEqual([score, anomaly], [3, true]);
  assert.deepEqual(loaded, ["a"]);
  await assert.rejects(scorer.predict("a", { y: 3 }), InvalidRecordError);
});

Deno.test("InlineScorer leaves models to others that are large or cannot be loaded", async () => {
  for (const [folder, size] of [["large", 2 ** 22], ["broken", 10]] as const) {
    const { scorer, enter } = watchedScorer({ size });
    await enter(folder);
    assert.equal(await scorer.predict(folder, { x: 1 }), null);
  }
});

Deno.test("InlineScorer.forget() lets a model go and has it asked for again", async () => {
  const { scorer, loaded, freed, settle, enter } = watchedScorer();
  await enter("a");
  scorer.forget("a");
  await settle();
  assert.deepEqual(freed, ["a"]);
  await enter("a");
  assert.ok(await scorer.predict("a", { x: 1 }));
  assert.deepEqual(loaded, ["a", "a"]);
});

Deno.test("InlineScorer.forget() keeps out what is being loaded", async () => {
  const { promise: ready, resolve } = Promise.withResolvers<void>();
  const { scorer, loaded, freed, settle, enter } = watchedScorer({ ready });
  await enter("a");
  assert.deepEqual(loaded, ["a"]);
  scorer.forget("a");
  resolve();
  await settle();
  assert.equal(await scorer.predict("a", { x: 1 }), null);
  assert.deepEqual(freed, ["a"]);
});

Deno.test("InlineScorer lets a slow model go for good, one that is held up at times stays", async () => {
  let predictions = 0;
  const often = watchedScorer({ milliseconds: () => predictions++ % 8 === 0 ? 0 : 1 });
  await often.enter("a");
  for (let i = 0; i < 100; i++) assert.ok(await often.scorer.predict("a", { x: 1 }));

  const { scorer, freed, settle, enter } = watchedScorer({ milliseconds: () => 1 });
  await enter("a");
  for (let i = 0; i < 32; i++) assert.ok(await scorer.predict("a", { x: 1 }));
  for (let i = 0; i < 5; i++) assert.equal(await scorer.predict("a", { x: 1 }), null);
  await settle();
  assert.deepEqual(freed, ["a"]);
});

Deno.test("InlineScorer keeps the eight models that were used last", async () => {
  const { scorer, freed, settle, enter } = watchedScorer();
  for (let i = 0; i < 9; i++) await enter(`${i}`);
  await settle();
  assert.deepEqual(freed, ["0"]);
  assert.ok(await scorer.predict("8", { x: 1 }));
  assert.equal(await scorer.predict("0", { x: 1 }), null);
});
