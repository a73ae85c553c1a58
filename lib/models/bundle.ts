/**
 * A saved model: everything needed to score alone.
 *
 *     bundle.json        feature pipeline, facts of the training, and threshold and metrics as they
 *                        were then: the threshold that holds now is in the catalogue alone
 *     detector.json      kind, parameters and plain state of the detector
 *     detector/…         its binary parts; for neural models TensorFlow.js's model.json and weights
 *     curves.json        curves for drawing
 *     importance.json    importance of its features; not there in models of older versions
 *     scores.f32 …       scores of the test rows and of the held-out rows
 *
 * @module
 */
import { join } from "node:path";
import type { Detector, DetectorState } from "../detectors/detector.ts";
import { loadDetector } from "../detectors/registry.ts";
import { FeaturePipeline } from "../learning/features/pipeline.ts";
import type { DatasetProfile } from "../resources/dataset.ts";
import type { ModelImportance } from "../resources/importance.ts";
import type { ModelCurves, RunData, RunRequest, RunResult } from "../resources/run.ts";
import { fitNormalTail, type NormalTail } from "../learning/severity/normal_tail.ts";
import { BUNDLE_VERSION, migrateBundle } from "./bundle_version.ts";
import { HELD_OUT_FILE, type ModelScores, readHeldOut, writeScores } from "./scores.ts";

/** What `bundle.json` holds. */
export interface ModelBundle {
  version: number;
  pipeline: ReturnType<FeaturePipeline["toJSON"]>;
  /** As it was after the training. */
  result: RunResult;
  /** How the model was made. */
  request: RunRequest;
  data: RunData;
  /** Labels of the training data and which of them are attacks. */
  labels: DatasetProfile["labels"];
  /** Versions of what made it. */
  versions: Record<string, string>;
  createdAt: string;
}

/** A model that can score. */
export interface LoadedModel {
  bundle: ModelBundle;
  pipeline: FeaturePipeline;
  detector: Detector;
  /** Scores of held-out normal rows; `null` for models that were saved without them. */
  heldOut: Float32Array | null;
  /** How normal records score, by those. */
  normals: NormalTail | null;
  /** Memory that it takes, about. */
  bytes: number;
}

/** Memory of a loaded model beside its parts: that of the kernels above all. */
const WORKING_BYTES = 4 * 2 ** 20;
/** How often the parts of a model are in memory: as they are read, decoded, and as kernels want them. */
const COPIES = 3;

/**
 * Writes a model.
 *
 * @param folder to make; must not exist
 */
export async function writeBundle(
  folder: string,
  bundle: Omit<ModelBundle, "version">,
  state: DetectorState,
  curves: ModelCurves,
  scores: ModelScores,
): Promise<void> {
  await Deno.mkdir(join(folder, "detector"), { recursive: true });
  await writeJson(join(folder, "bundle.json"), { version: BUNDLE_VERSION, ...bundle });
  await writeJson(join(folder, "detector.json"), {
    kind: state.kind,
    params: state.params,
    data: state.data,
    files: Object.keys(state.files),
  });
  for (const [name, bytes] of Object.entries(state.files)) {
    await Deno.writeFile(join(folder, "detector", name), bytes);
  }
  await writeJson(join(folder, "curves.json"), curves);
  await writeScores(folder, scores);
}

/**
 * A model that decides by the threshold that holds now.
 *
 * @param threshold that of its training where it is absent
 */
export function atThreshold(model: LoadedModel, threshold?: RunResult["threshold"]): LoadedModel {
  if (!threshold) return model;
  const { bundle } = model;
  return { ...model, bundle: { ...bundle, result: { ...bundle.result, threshold } } };
}

/**
 * Reads a model so that it can score.
 *
 * @throws {Error} when the bundle is not whole or was written by a newer Netsift
 */
export async function loadModel(folder: string): Promise<LoadedModel> {
  const bundle = await readBundle(folder);
  const heldOut = await readHeldOut(folder);
  const state = await readState(folder);
  const parts = Object.values(state.files).reduce((sum, { byteLength }) => sum + byteLength, 0);
  return {
    bundle,
    bytes: WORKING_BYTES + COPIES * (parts + (heldOut?.byteLength ?? 0)),
    heldOut,
    normals: heldOut?.length ? fitNormalTail(heldOut) : null,
    pipeline: FeaturePipeline.fromJSON(bundle.pipeline),
    detector: await loadDetector(state),
  };
}

/** Bytes of the files that {@linkcode loadModel} reads. */
export async function bytesToLoad(folder: string): Promise<number> {
  const parts = await Array.fromAsync(Deno.readDir(join(folder, "detector")));
  const files = [
    ...["bundle.json", "detector.json", HELD_OUT_FILE],
    ...parts.map(({ name }) => join("detector", name)),
  ];
  const sizes = files.map(async (file) => {
    try {
      return (await Deno.stat(join(folder, file))).size;
    } catch (error) {
      if (error instanceof Deno.errors.NotFound) return 0;
      throw error;
    }
  });
  return (await Promise.all(sizes)).reduce((total, size) => total + size, 0);
}

/** Reads the state of a model's detector. */
export async function readState(folder: string): Promise<DetectorState> {
  const head = await readJson(join(folder, "detector.json")) as
    & Omit<DetectorState, "files">
    & { files: string[] };
  const files: DetectorState["files"] = {};
  for (const name of head.files) {
    if (!/^[\w.-]+$/.test(name)) throw new Error(`The model has a part with a bad name: ${name}`);
    files[name] = await Deno.readFile(join(folder, "detector", name));
  }
  return { ...head, files };
}

/** Reads what is known of a model, without what it takes to score. */
export async function readBundle(folder: string): Promise<ModelBundle> {
  return migrateBundle(await readJson(join(folder, "bundle.json"))) as ModelBundle;
}

/** Reads the curves of a model; of their order of decisions see `review`. */
export async function readCurves(folder: string): Promise<ModelCurves> {
  return await readJson(join(folder, "curves.json")) as ModelCurves;
}

/** Adds the importance of its features to a model. */
export async function writeImportance(folder: string, importance: ModelImportance): Promise<void> {
  await writeJson(join(folder, "importance.json"), importance);
}

/** Reads the importance of a model's features; nothing in it for models of older versions. */
export async function readImportance(folder: string): Promise<ModelImportance> {
  try {
    return await readJson(join(folder, "importance.json")) as ModelImportance;
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
    const note = "This model was saved by an older Netsift, which did not measure importance.";
    return { permutation: null, explanation: null, notes: [note] };
  }
}

async function writeJson(path: string, value: unknown): Promise<void> {
  await Deno.writeTextFile(path, JSON.stringify(value));
}

async function readJson(path: string): Promise<unknown> {
  return JSON.parse(await Deno.readTextFile(path));
}
