/**
 * A model at work in a batch.
 *
 * @module
 */
import type { Matrix } from "../../learning/matrix.ts";
import type { RunResult } from "../../resources/run.ts";
import { atThreshold, type LoadedModel, loadModel, readCurves } from "../../models/bundle.ts";
import { readHeldOut } from "../../models/scores.ts";
import { severityOf } from "../../learning/severity/severity.ts";
import { AdaptiveThreshold } from "../../learning/thresholds/adaptive_threshold.ts";
import type { MappedColumn } from "../../values/columns.ts";
import { HighestRowsOf } from "./highest_rows.ts";
import { type ModelVerdicts, NO_FEATURE, REASONS } from "./scores_file.ts";
import type { WindowedBlock } from "./sequence_windows.ts";
import type { ExplainedRows } from "../../resources/batch.ts";

/** Rows that stand out, of each model. */
const HIGHEST_ROWS = 20;

/** A model of a batch, as its process is told of it. */
export interface BatchModelSource {
  id: string;
  /** Folder of the bundle. */
  folder: string;
  /** That it has now. */
  threshold: RunResult["threshold"];
  /** Column that tells sequences apart, for a model with context. */
  sequenceBy?: string;
  /** Features, and that column, where the dataset has them under other names. */
  mapped: MappedColumn[];
  /** What it may read wrongly, in sentences. */
  warnings: string[];
}

/** A loaded model, and what it has seen so far. */
export interface BatchModelAtWork {
  source: BatchModelSource;
  loaded: LoadedModel;
  /** Before its columns in the file. */
  name: string;
  /** Names of its features, in the order of the pipeline. */
  features: string[];
  /** The feature of each column of its matrix. */
  featureOf: Uint16Array;
  /** Judges the next score, in the order of the rows. */
  judge: (score: number) => boolean;
  edges: number[];
  normal: number[];
  attack: number[];
  highest: HighestRowsOf;
  unscored: number;
}

/** Loads a model so that it can score a batch. */
export async function loadBatchModel(
  source: BatchModelSource,
  place: number,
): Promise<BatchModelAtWork> {
  const loaded = atThreshold(await loadModel(source.folder), source.threshold);
  const { threshold, kind } = loaded.bundle.result;
  const { histogram: { edges } } = await readCurves(source.folder);
  const groups = loaded.pipeline.groups();
  const featureOf = new Uint16Array(loaded.pipeline.names.length);
  groups.forEach(({ columns }, feature) =>
    columns.forEach((column) => featureOf[column] = feature)
  );
  return {
    source,
    loaded,
    name: `${kind}_${place + 1}`,
    features: groups.map(({ feature }) => feature),
    featureOf,
    judge: threshold.rule === "adaptive"
      ? follow(new AdaptiveThreshold(await heldOutOf(source.folder), threshold))
      : (score) => score > threshold.value,
    edges,
    normal: new Array(edges.length - 1).fill(0),
    attack: new Array(edges.length - 1).fill(0),
    highest: new HighestRowsOf(HIGHEST_ROWS),
    unscored: 0,
  };
}

/** The rows of a block as a model sees them. */
export interface SeenRows {
  matrix: Matrix;
  /** Where each row that can be scored stands among the rows of the block, ascending. */
  rows: Uint32Array;
  /** For models with context: the same rows after those that their windows reach back to. */
  windows: WindowedBlock | null;
}

/**
 * What a model says of the rows of a block.
 *
 * @param count rows of the block
 */
export async function judgeBlock(
  model: BatchModelAtWork,
  { matrix, rows, windows }: SeenRows,
  count: number,
  explain: ExplainedRows,
): Promise<ModelVerdicts> {
  const { loaded: { detector, normals }, judge } = model;
  const scored = rows.length === 0
    ? new Float32Array(0)
    : await detector.score(windows?.matrix ?? matrix);
  const verdicts: ModelVerdicts = {
    scores: new Float32Array(count).fill(NaN),
    flags: new Uint8Array(count),
    severities: new Float32Array(count).fill(NaN),
    ...(explain !== "none" && {
      reasons: {
        features: new Uint16Array(count * REASONS).fill(NO_FEATURE),
        weights: new Float32Array(count * REASONS),
      },
    }),
  };
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i];
    const score = scored[windows ? windows.places[i] : i];
    verdicts.scores[row] = score;
    verdicts.flags[row] = judge(score) ? 1 : 0;
    if (normals) verdicts.severities[row] = severityOf(normals, score).value;
  }
  model.unscored += count - rows.length;
  if (verdicts.reasons) {
    for (let i = 0; i < rows.length; i++) {
      if (explain === "flagged" && verdicts.flags[rows[i]] === 0) continue;
      const window = windowOf(windows?.matrix ?? matrix, windows ? windows.places[i] : i, model);
      writeReasons(model, await detector.explain(window), rows[i], verdicts.reasons);
    }
  }
  return verdicts;
}

/** A row and, for a model with context, those before it that its score depends on. */
function windowOf(
  { data, cols, starts }: Matrix,
  place: number,
  { loaded: { detector: { context = 0 } } }: BatchModelAtWork,
): Float32Array {
  const first = context > 0 ? Math.max(starts?.[place] ?? 0, place - context) : place;
  return data.subarray(first * cols, (place + 1) * cols);
}

function writeReasons(
  { features, featureOf }: BatchModelAtWork,
  contributions: { column: number; weight: number }[],
  row: number,
  reasons: NonNullable<ModelVerdicts["reasons"]>,
): void {
  const weights = new Float64Array(features.length);
  for (const { column, weight } of contributions) weights[featureOf[column]] += weight;
  for (let place = 0; place < REASONS; place++) {
    let most = -1;
    for (let feature = 0; feature < weights.length; feature++) {
      const size = Math.abs(weights[feature]);
      if (size > 0 && (most < 0 || size > Math.abs(weights[most]))) most = feature;
    }
    if (most < 0) return;
    reasons.features[row * REASONS + place] = most;
    reasons.weights[row * REASONS + place] = weights[most];
    weights[most] = 0;
  }
}

function follow(threshold: AdaptiveThreshold): (score: number) => boolean {
  return (score) => threshold.push(score);
}

async function heldOutOf(folder: string): Promise<Float32Array> {
  return await readHeldOut(folder) ?? new Float32Array(0);
}
