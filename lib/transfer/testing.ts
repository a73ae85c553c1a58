/**
 * Material for the tests of models that travel.
 *
 * @module
 */
import { Buffer } from "node:buffer";
import { join } from "node:path";
import type { DetectorKind } from "../detectors/detector.ts";
import { createDetector } from "../detectors/registry.ts";
import { FeaturePipeline } from "../learning/features/pipeline.ts";
import { createRandom } from "../base/random.ts";
import { evaluate } from "../training/evaluate.ts";
import { writeTestRows } from "../training/rows/test_rows.ts";
import type { Run, RunData, RunRequest, RunResult } from "../resources/run.ts";
import { writeBundle } from "../models/bundle.ts";
import { openZip } from "../datasets/ingest/source/zip.ts";
import { exportModel } from "./export_model.ts";

const ROWS = 200;
const MODEL = "model-1";

/** Trains a small model in a folder and exports it. */
export async function exportedModel(
  folder: string,
  kind: DetectorKind,
): Promise<Uint8Array<ArrayBuffer>> {
  const random = createRandom(1);
  const frame = {
    rows: ROWS,
    columns: [
      {
        type: "numeric" as const,
        name: "bytes",
        values: Float32Array.from({ length: ROWS }, () => 300 + 20 * random.normal()),
      },
      {
        type: "categorical" as const,
        name: "service",
        codes: Int32Array.from({ length: ROWS }, () => random.integer(2)),
        categories: ["http", "smtp"],
      },
    ],
  };
  const pipeline = FeaturePipeline.fit(frame, { encoding: "one-hot" });
  const matrix = pipeline.transform(frame);
  const detector = await createDetector(kind);
  await detector.fit(matrix, { seed: 1 });
  const scores = await detector.score(matrix);
  const state = await detector.save();
  const labels = {
    codes: Int32Array.from(scores, (_, i) => Number(i % 7 === 0)),
    names: ["normal", "worm"],
    attack: [false, true],
  };
  const value = 0.5;
  const { metrics, perClass, flaggedRows, curves } = evaluate(scores, labels, value);
  const threshold = { rule: "fixed", value } as const;
  const { params } = state;
  const result: RunResult = {
    model: MODEL,
    kind,
    params,
    threshold,
    trainedRows: ROWS,
    heldOutRows: ROWS,
    testRows: ROWS,
    flaggedRows,
    fitMs: 1,
    scoreMs: 1,
    metrics,
    perClass,
  };
  const request: RunRequest = {
    name: "Run",
    train: "ds-1",
    split: { test: 0.3 },
    features: "all",
    encoding: "one-hot",
    scaling: "standard",
    dropDuplicates: false,
    seed: 1,
    detectors: [{ kind, params, threshold }],
  };
  const data: RunData = {
    trainRows: ROWS,
    trainNormalRows: ROWS,
    testRows: ROWS,
    trainDuplicates: 0,
    testDuplicates: 0,
    droppedDuplicates: 0,
    policyDropped: { train: 0, test: 0 },
    overlap: 0,
    features: ["bytes", "service"],
    columns: matrix.cols,
  };
  const at = "2026-11-20T10:00:00.000Z";
  const model = join(folder, "models", MODEL);
  const facts = { result, request, data, labels: [], versions: { netsift: "1" }, createdAt: at };
  await writeBundle(
    model,
    { pipeline: pipeline.toJSON(), ...facts },
    state,
    { ...curves, loss: null },
    { test: scores, heldOut: scores },
  );
  const rows = Uint32Array.from({ length: ROWS }, (_, i) => i);
  await writeTestRows(folder, { rows, rowNumbers: rows, labels });
  detector.dispose();
  const run: Run = {
    id: "run-1",
    name: "Run",
    status: "done",
    request,
    trainName: "flows.csv",
    testName: null,
    createdAt: at,
    startedAt: at,
    finishedAt: at,
    progress: null,
    error: null,
    warnings: [],
    data,
    results: [result],
  };
  const stream = await exportModel(run, folder, MODEL, model);
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** The files of an archive. */
export async function filesOf(path: string): Promise<{ name: string; content: Uint8Array }[]> {
  using zip = await openZip(path);
  const files = [];
  for (const { name, open } of zip.members) {
    files.push({
      name,
      content: new Uint8Array(Buffer.concat(await Array.fromAsync(await open()))),
    });
  }
  return files;
}
