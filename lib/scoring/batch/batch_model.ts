/**
 * A model at work in a batch.
 *
 * @module
 */
import type { ContextOptions } from "../../learning/context/context_options.ts";
import type { Judge } from "../../learning/thresholds/judge.ts";
import { atThreshold, type LoadedModel, loadModel, readCurves } from "../../models/bundle.ts";
import type { ExplainedRows, FlaggedSeverities } from "../../resources/batch.ts";
import type { RunResult } from "../../resources/run.ts";
import type { MappedColumn } from "../../values/columns.ts";
import { explainRow, type RowBlock } from "../core/block_scores.ts";
import { sequenceJudge } from "../core/judges.ts";
import { scoreBlock } from "../core/score_block.ts";
import { HighestRowsOf } from "./highest_rows.ts";
import { type ModelVerdicts, NO_FEATURE, REASONS } from "./model_verdicts.ts";

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
  /** Context features that it takes. */
  context?: ContextOptions;
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
  /** Decides on the rows in the order of the dataset. */
  judge: Judge;
  edges: number[];
  normal: number[];
  attack: number[];
  highest: HighestRowsOf;
  unscored: number;
  /** What it flags, by severity. */
  severities: FlaggedSeverities;
}

/** Loads a model so that it can score a batch. */
export async function loadBatchModel(
  source: BatchModelSource,
  place: number,
): Promise<BatchModelAtWork> {
  const loaded = atThreshold(await loadModel(source.folder), source.threshold);
  const { histogram: { edges } } = await readCurves(source.folder);
  const groups = loaded.pipeline.groups();
  const featureOf = new Uint16Array(loaded.pipeline.names.length);
  groups.forEach(({ columns }, feature) =>
    columns.forEach((column) => featureOf[column] = feature)
  );
  return {
    source,
    loaded,
    name: `${loaded.bundle.result.kind}_${place + 1}`,
    features: groups.map(({ feature }) => feature),
    featureOf,
    judge: sequenceJudge(loaded),
    edges,
    normal: new Array(edges.length - 1).fill(0),
    attack: new Array(edges.length - 1).fill(0),
    highest: new HighestRowsOf(HIGHEST_ROWS),
    unscored: 0,
    severities: { bands: { low: 0, medium: 0, high: 0, critical: 0 }, highest: null },
  };
}

/**
 * What a model says about the rows of a block of the dataset.
 *
 * @param block the rows that can be scored
 * @param rows the position of each in the block of the dataset, ascending
 * @param count rows of the block of the dataset
 */
export async function judgeRows(
  model: BatchModelAtWork,
  block: RowBlock,
  rows: Uint32Array,
  count: number,
  explain: ExplainedRows,
): Promise<ModelVerdicts> {
  const { loaded } = model;
  const { scores, flags, severities } = await scoreBlock(loaded, block, model.judge);
  model.unscored += count - rows.length;
  const verdicts: ModelVerdicts = {
    scores: new Float32Array(count).fill(NaN),
    flags: new Uint8Array(count),
    severities: new Float32Array(count).fill(NaN),
  };
  for (let i = 0; i < rows.length; i++) {
    verdicts.scores[rows[i]] = scores[i];
    verdicts.flags[rows[i]] = flags[i];
    if (severities) verdicts.severities[rows[i]] = severities[i];
  }
  if (explain === "none") return verdicts;
  const reasons = {
    features: new Uint16Array(count * REASONS).fill(NO_FEATURE),
    weights: new Float32Array(count * REASONS),
  };
  for (let i = 0; i < rows.length; i++) {
    if (explain === "flagged" && flags[i] === 0) continue;
    writeReasons(model, await explainRow(loaded.detector, block, i), rows[i], reasons);
  }
  return { ...verdicts, reasons };
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
