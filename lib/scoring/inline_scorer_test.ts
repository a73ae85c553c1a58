import assert from "node:assert/strict";
import type { Detector } from "../detectors/detector.ts";
import { FeaturePipeline } from "../learning/features/pipeline.ts";
import { compileKernels } from "../compute/engine/kernels.ts";
import type { LoadedModel } from "../models/bundle.ts";
import { InvalidRecord } from "../learning/features/record_matrix.ts";
import { QuickLane } from "./quick_lane.ts";

// The first lane that a model enters would wait for these, as long as the machine takes.
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
  const bundle = { result: { threshold: { value: 2 } } } as LoadedModel["bundle"];
  return { pipeline, detector, bundle, normals: null, bytes: 10 };
}

/** A lane, and what it has loaded and freed. */
function watchedLane(
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
  const lane = new QuickLane(load, () => Promise.resolve(size));
  const settle = () => new Promise((resolve) => setTimeout(resolve, 5));
  const enter = async (folder: string) => {
    for (let i = 0; i < 3; i++) assert.equal(await lane.predict(folder, { x: 1 }), null);
    await settle();
  };
  return { lane, loaded, freed, settle, enter };
}

Deno.test("QuickLane.predict() answers once a small model has been asked for repeatedly", async () => {
  const { lane, loaded, enter } = watchedLane();
  await enter("a");
  const [{ score, anomaly }] = (await lane.predict("a", { x: 3 }))!;
  assert.deepEqual([score, anomaly], [3, true]);
  assert.deepEqual(loaded, ["a"]);
  await assert.rejects(lane.predict("a", { y: 3 }), InvalidRecord);
});

Deno.test("QuickLane leaves models to others that are large or cannot be loaded", async () => {
  for (const [folder, size] of [["large", 2 ** 22], ["broken", 10]] as const) {
    const { lane, enter } = watchedLane({ size });
    await enter(folder);
    assert.equal(await lane.predict(folder, { x: 1 }), null);
  }
});

Deno.test("QuickLane.forget() lets a model go and has it asked for anew", async () => {
  const { lane, loaded, freed, settle, enter } = watchedLane();
  await enter("a");
  lane.forget("a");
  await settle();
  assert.deepEqual(freed, ["a"]);
  await enter("a");
  assert.ok(await lane.predict("a", { x: 1 }));
  assert.deepEqual(loaded, ["a", "a"]);
});

Deno.test("QuickLane.forget() keeps out what is being loaded", async () => {
  const { promise: ready, resolve } = Promise.withResolvers<void>();
  const { lane, loaded, freed, settle, enter } = watchedLane({ ready });
  await enter("a");
  assert.deepEqual(loaded, ["a"]);
  lane.forget("a");
  resolve();
  await settle();
  assert.equal(await lane.predict("a", { x: 1 }), null);
  assert.deepEqual(freed, ["a"]);
});

Deno.test("QuickLane lets a slow model go for good, one that is held up at times stays", async () => {
  let predictions = 0;
  const often = watchedLane({ milliseconds: () => predictions++ % 8 === 0 ? 0 : 1 });
  await often.enter("a");
  for (let i = 0; i < 100; i++) assert.ok(await often.lane.predict("a", { x: 1 }));

  const { lane, freed, settle, enter } = watchedLane({ milliseconds: () => 1 });
  await enter("a");
  for (let i = 0; i < 32; i++) assert.ok(await lane.predict("a", { x: 1 }));
  for (let i = 0; i < 5; i++) assert.equal(await lane.predict("a", { x: 1 }), null);
  await settle();
  assert.deepEqual(freed, ["a"]);
});

Deno.test("QuickLane keeps the eight models that were used last", async () => {
  const { lane, freed, settle, enter } = watchedLane();
  for (let i = 0; i < 9; i++) await enter(`${i}`);
  await settle();
  assert.deepEqual(freed, ["0"]);
  assert.ok(await lane.predict("8", { x: 1 }));
  assert.equal(await lane.predict("0", { x: 1 }), null);
});
