/**
 * Checks a model of another installation and writes it where runs are made.
 *
 * @module
 */
import { dirname, join } from "node:path";
import { z } from "zod";
import { jsonDepth } from "../http/json/json_depth.ts";
import type { RunData, RunRequest, RunResult } from "../resources/run.ts";
import { loadModel } from "../models/bundle.ts";
import { predict } from "../scoring/predict.ts";
import { InvalidRecordError } from "../learning/features/record_matrix.ts";
import type { InputRecord, ModelInput } from "../learning/features/input.ts";
import { type Manifest, manifestSchema } from "./manifest.ts";
import { bundleSchema } from "./schemas/bundle.ts";
import {
  curvesSchema,
  detectorHeadSchema,
  importanceSchema,
  testRowsSchema,
} from "./schemas/files.ts";
import { ImportError, type UnpackLimits, unpackModel } from "./unpack.ts";

/** What to import, and where to. */
export interface ModelImport {
  /** The archive. */
  path: string;
  /** Folder to make for its run. */
  staging: string;
  /** Id that the model gets here. */
  model: string;
  limits: UnpackLimits;
}

/** A model that was checked and written. */
export interface ImportedModel {
  manifest: Manifest;
  result: RunResult;
  request: RunRequest;
  data: RunData;
  versions: Record<string, string>;
}

const MAX_JSON_DEPTH = 64;

/**
 * Unpacks an exported model, checks every part of it, loads it and scores records with it, and
 * writes it as a run with one model.
 *
 * @throws {ImportError} when it cannot be used, with the reason
 */
export async function importModel(
  { path, staging, model, limits }: ModelImport,
): Promise<ImportedModel> {
  const files = await unpackModel(path, limits);
  const manifest = parse(files, "netsift.json", manifestSchema);
  const bundle = parse(files, "model/bundle.json", bundleSchema);
  const result = { ...bundle.result, model };
  const head = parse(files, "model/detector.json", detectorHeadSchema);
  if (head.kind !== result.kind) throw new ImportError("The detector is not of the model's kind.");
  for (const name of head.files) needed(files, `model/detector/${name}`);
  checkRows(files, result.testRows);
  const written = new Map<string, Uint8Array<ArrayBuffer>>();
  const keep = (name: string, content = needed(files, name)) =>
    written.set(name.startsWith("test/") ? name.slice("test/".length) : name, content);
  keep("model/bundle.json", json({ ...bundle, result }));
  keep("model/detector.json", json(head));
  for (const name of head.files) keep(`model/detector/${name}`);
  keep("model/curves.json", json(parse(files, "model/curves.json", curvesSchema)));
  if (files.has("model/importance.json")) {
    keep("model/importance.json", json(parse(files, "model/importance.json", importanceSchema)));
  }
  for (const name of ["model/scores.f32", "test/test_rows.json", "test/test_rows.u32"]) keep(name);
  for (const name of ["model/heldout.f32", "test/test_labels.i32"]) {
    if (files.has(name)) keep(name);
  }
  const folder = join(staging, "models", model);
  await Deno.mkdir(join(folder, "detector"), { recursive: true });
  for (const [name, content] of written) {
    const place = name.startsWith("model/")
      ? join(folder, name.slice("model/".length))
      : join(staging, name);
    await Deno.mkdir(dirname(place), { recursive: true });
    await Deno.writeFile(place, content);
  }
  await tryOut(folder);
  const { request, data, versions } = bundle;
  return { manifest, result, request, data, versions };
}

/** Scores of the test, one a row, and the labels that belong to them. */
function checkRows(files: Map<string, Uint8Array<ArrayBuffer>>, rows: number): void {
  const numbers = (name: string, length: number | null) => {
    const bytes = needed(files, name);
    if (bytes.length % 4 !== 0 || (length !== null && bytes.length !== length * 4)) {
      throw new ImportError(`"${name}" has not the length that belongs to the model.`);
    }
    return bytes.buffer;
  };
  const finite = (name: string, length: number | null) => {
    if (!new Float32Array(numbers(name, length)).every(Number.isFinite)) {
      throw new ImportError(`"${name}" contains a value that is not a finite number.`);
    }
  };
  finite("model/scores.f32", rows);
  if (files.has("model/heldout.f32")) finite("model/heldout.f32", null);
  numbers("test/test_rows.u32", rows);
  const { names } = parse(files, "test/test_rows.json", testRowsSchema);
  if (names === null) return;
  const codes = new Int32Array(numbers("test/test_labels.i32", rows));
  if (!codes.every((code) => code >= -1 && code < names.length)) {
    throw new ImportError('"test/test_labels.i32" names labels that there are not.');
  }
}

/** Loads the model and scores records at the edges of what it saw in training. */
async function tryOut(folder: string): Promise<void> {
  try {
    const model = await loadModel(folder);
    const inputs = model.pipeline.inputs();
    const records = (["min", "mean", "max"] as const).map((value) => probe(inputs, value));
    const predictions = await predict(model, records);
    const isSound = predictions.length === records.length &&
      predictions.every(({ score, contributions }) =>
        Number.isFinite(score) && contributions.every(({ weight }) => Number.isFinite(weight))
      );
    model.detector.dispose();
    if (!isSound) throw new ImportError("The model gives scores that are not finite numbers.");
  } catch (error) {
    if (error instanceof ImportError || isFaultOfMachine(error)) throw error;
    const reason = error instanceof InvalidRecordError
      ? error.faults[0]?.message ?? error.message
      : error instanceof z.ZodError
      ? error.issues[0].message
      : error instanceof Error
      ? error.message
      : String(error);
    throw new ImportError(`The model cannot be loaded: ${reason.split("\n")[0].slice(0, 300)}`);
  }
}

function probe(inputs: ModelInput[], value: "min" | "mean" | "max"): InputRecord {
  return Object.fromEntries(
    inputs.map((input) => [
      input.name,
      input.type === "numeric" ? input[value] : input.categories[0] ?? "other",
    ]),
  );
}

/** Of the disk or of rights, not of the archive. */
function isFaultOfMachine(error: unknown): boolean {
  return Object.values(Deno.errors).some((kind) => error instanceof kind);
}

function parse<Schema extends z.ZodType>(
  files: Map<string, Uint8Array<ArrayBuffer>>,
  name: string,
  schema: Schema,
): z.infer<Schema> {
  const value = parseJson(needed(files, name), name);
  const { success, data, error } = schema.safeParse(value);
  if (success) return data;
  const [issue] = error.issues;
  const path = issue.path.map(String).join(".").slice(0, 200);
  throw new ImportError(`"${name}"${path === "" ? "" : ` at ${path}`}: ${issue.message}`);
}

function parseJson(bytes: Uint8Array, name: string): unknown {
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    if (jsonDepth(text) <= MAX_JSON_DEPTH) return JSON.parse(text);
  } catch {
    throw new ImportError(`"${name}" is not valid JSON.`);
  }
  throw new ImportError(`"${name}" is nested more than ${MAX_JSON_DEPTH} levels deep.`);
}

function needed(
  files: Map<string, Uint8Array<ArrayBuffer>>,
  name: string,
): Uint8Array<ArrayBuffer> {
  const bytes = files.get(name);
  if (!bytes) throw new ImportError(`The archive has no "${name}".`);
  return bytes;
}

function json(value: unknown): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(JSON.stringify(value));
}
