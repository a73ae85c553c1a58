/**
 * The scoring of a whole dataset by trained models, as the HTTP API and the pages show it.
 *
 * @module
 */
import type { DetectorKind } from "../detectors/detector.ts";
import type { Histogram } from "../learning/metrics/histogram.ts";
import type { RunStatus } from "./run.ts";
import type { MappedColumn } from "../values/columns.ts";
import type { Threshold, ThresholdRule } from "../learning/thresholds/rule.ts";

/** Which rows get the features that raised or lowered their scores most. */
export type ExplainedRows = "none" | "flagged" | "all";

/** A batch as it was asked for, defaults filled in. */
export interface BatchRequest {
  name: string;
  /** Id of the dataset to score. */
  dataset: string;
  /** Ids of the models. */
  models: string[];
  explain: ExplainedRows;
}

/** How far a batch has come. */
export interface BatchProgress {
  /** Such as "Scoring". */
  phase: string;
  /** 0 to 1. */
  fraction: number;
  /** Rows that are scored. */
  rows?: number;
  /** Estimated seconds to the end; absent until there is a basis for one. */
  etaSeconds?: number;
}

/** Rows that stand out; those with the same score and label are one entry. */
export interface HighestRows {
  /** The first of them, counted from 1. */
  row: number;
  score: number;
  label: string | null;
  /** Whether the label is an attack; `null` without labels. */
  attack: boolean | null;
  flagged: boolean;
  /** How many they are. */
  records: number;
}

/** A feature, and how many rows lack its value. */
export interface FilledFeature {
  feature: string;
  rows: number;
}

/** What one model says of the rows. */
export interface BatchModel {
  /** Id of the model. */
  model: string;
  /** Before its columns in the files, such as `kmeans_2`: its kind and place in the request. */
  name: string;
  kind: DetectorKind;
  threshold: ThresholdRule & Threshold;
  /** Rows that it flags. */
  flagged: number;
  /** Rows that it flags and no other model of the batch. */
  alone: number;
  /** Rows without a value that the model cannot do without, or with a number where it knows words. */
  unscored: number;
  /** Features that the dataset has under names of other case or punctuation; absent for none. */
  mapped?: MappedColumn[];
  /** Features for whose values something stood in, see `Prediction.filled`; absent for none. */
  filled?: FilledFeature[];
  /** What a reader should know about its verdicts, in sentences; absent: nothing. */
  warnings?: string[];
  /** Over the edges of the model's test; scores beyond them count in the first and the last bin. */
  histogram: Histogram;
  highest: HighestRows[];
}

/** Rows by how many models flag them. */
export interface BatchCounts {
  total: number;
  /** Flagged by at least one model. */
  any: number;
  /** Flagged by every model. */
  all: number;
  /** Flagged by one model and no other. */
  exactlyOne: number;
}

/** The rows of one label. */
export interface BatchLabel {
  label: string;
  attack: boolean;
  rows: number;
  /** Rows that each model flags. */
  flagged: number[];
  any: number;
  all: number;
}

/** What came of a batch. */
export interface BatchResult {
  counts: BatchCounts;
  models: BatchModel[];
  /** Most rows first; empty without labels. */
  labels: BatchLabel[];
  /** From the first row read to the last one written. */
  milliseconds: number;
}

/** A batch with everything a page shows. */
export interface Batch {
  id: string;
  name: string;
  status: RunStatus;
  request: BatchRequest;
  datasetName: string;
  createdAt: string;
  startedAt: string | null;
  finishedAt: string | null;
  progress: BatchProgress | null;
  error: string | null;
  result: BatchResult | null;
}
