import assert from "node:assert/strict";
import { join } from "node:path";
import { createDetector } from "../detectors/registry.ts";
import { FeaturePipeline } from "../learning/features/pipeline.ts";
import type { Frame } from "../learning/features/frame.ts";
import { createRandom } from "../base/random.ts";
import type { ModelCurves, RunData, RunRequest, RunResult } from "../resources/run.ts";
import {
  bytesToLoad,
  loadModel,
  readCurves,
  readImportance,
  writeBundle,
  writeImportance,
} from "./bundle.ts";
import { predict } from "../scoring/predict.ts";
import { InvalidRecordError } from "../learning/features/record_matrix.ts";

const CURVES = { roc: null, pr: null, loss: null } as unknown as ModelCurves;

function trafficFrame(rows: number): Frame {
  const random = createRandom(1);
  return {
    rows,
    columns: [
      {
        type: "numeric",
        name: "src_bytes",
        values: Float32Array.from({ length: rows }, () => 300 + 20 * random.normal()),
      },
      {
        type: "categorical",
        name: "service",
        codes: Int32Array.from({ length: rows }, () => random.integer(2)),
        categories: ["http", "smtp"],
      },
    ],
  };
}

async function withModel(
  work: (folder: string, scores: Float32Array, threshold: number) => Promise<void>,
) {
  const root = await Deno.makeTempDir();
  try {
    const folder = join(root, "model");
    const frame = trafficFrame(500);
    const pipeline = FeaturePipeline.fit(frame, { encoding: "one-hot" });
    const detector = await createDetector("isolation-forest", {
      trees: 50,
      subsampleSize: 128,
      contamination: "auto",
    });
    const matrix = pipeline.transform(frame);
    await detector.fit(matrix, { seed: 1 });
    const scores = await detector.score(matrix);
    const threshold = 0.6;
    await writeBundle(
      folder,
      {
        pipeline: pipeline.toJSON(),
        result: { threshold: { rule: "fixed", value: threshold } } as RunResult,
        request: {} as RunRequest,
        data: {} as RunData,
        labels: [],
        versions: {},
        createdAt: "",
      },
      await detector.save(),
      CURVES,
      { test: scores, heldOut: scores },
    );
    await work(folder, scores, threshold);
  } finally {
    await Deno.remove(root, { recursive: true });
  }
}

Deno.test("loadModel() gives a model that scores as before it was saved", () =>
  withModel(async (folder, scores) => {
    const { pipeline, detector } = await loadModel(folder);
    assert.deepEqual(await detector.score(pipeline.transform(trafficFrame(500))), scores);
    assert.deepEqual(await readCurves(folder), CURVES);
  }));

Deno.test("bytesToLoad() counts the files that a model is loaded from", () =>
  withModel(async (folder) => {
    const size = async (file: string) => (await Deno.stat(join(folder, file))).size;
    const files = ["bundle.json", "detector.json", "heldout.f32", "detector/forest.bin"];
    const sizes = await Promise.all(files.map(size));
    const expected = sizes.reduce((sum, each) => sum + each, 0);
    assert.equal(await bytesToLoad(folder), expected);
    await Deno.remove(join(folder, "heldout.f32"));
    assert.equal(await bytesToLoad(folder), expected - sizes[2]);
  }));

Deno.test("readImportance() gives none for a model of an older version", () =>
  withModel(async (folder) => {
    const { permutation, explanation, notes: [note] } = await readImportance(folder);
    assert.deepEqual([permutation, explanation], [null, null]);
    assert.match(note, /older Netsift/);
    const importance = { permutation: null, explanation: { rows: 1, features: [] }, notes: [] };
    await writeImportance(folder, importance);
    assert.deepEqual(await readImportance(folder), importance);
  }));

Deno.test("predict() flags what is far from training and says why", () =>
  withModel(async (folder, _scores, threshold) => {
    const model = await loadModel(folder);
    const [usual, unusual] = await predict(model, [
      { src_bytes: 300, service: "http", unknown: "ignored" },
      { src_bytes: "90000", service: "http" },
    ]);
    assert.equal(usual.anomaly, false);
    assert.equal(unusual.anomaly, true);
    assert.equal(unusual.threshold, threshold);
    assert.equal(usual.severity!.band, "low");
    assert.ok(unusual.severity!.value > usual.severity!.value);
    assert.equal(unusual.contributions[0].feature, "src_bytes");
    assert.equal(unusual.contributions.length, 2);
  }));

Deno.test("predict() names the record and the feature that it cannot take", () =>
  withModel(async (folder) => {
    const model = await loadModel(folder);
    await assert.rejects(
      predict(model, [{ src_bytes: 1, service: "http" }, { src_bytes: "x", service: "http" }]),
      (error) =>
        error instanceof InvalidRecordError && error.record === 1 &&
        error.faults[0].feature === "src_bytes",
    );
  }));

Deno.test("loadModel() refuses a bundle that is damaged or newer", () =>
  withModel(async (folder) => {
    const path = join(folder, "detector.json");
    const head = JSON.parse(await Deno.readTextFile(path));
    await Deno.writeTextFile(path, JSON.stringify({ ...head, files: ["../bundle.json"] }));
    await assert.rejects(loadModel(folder), /bad name/);
    await Deno.writeTextFile(path, "{");
    await assert.rejects(loadModel(folder));
    await Deno.writeTextFile(join(folder, "bundle.json"), '{"version":9}');
    await assert.rejects(loadModel(folder), /version 9/);
  }));
