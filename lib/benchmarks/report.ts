/**
 * What a reproduction finds out, as `--json` writes it and the page shows it.
 *
 * @module
 */

/** The metrics that are compared. */
export const MEASURES = [
  "accuracy",
  "precision",
  "recall",
  "F1",
  "ROC-AUC",
  "recall left out",
  "rows flagged",
] as const;

/** A metric that is compared. */
export type Measure = typeof MEASURES[number];

/** One metric of one model, over all seeds. */
export interface ReproducedRow {
  /** Such as "1" for the first project. */
  project: string;
  data: string;
  model: string;
  metric: Measure;
  /** What the project reported; `null` where it reported no such figure. */
  reported: number | null;
  /** Mean over the seeds. */
  ours: number;
  /** Standard deviation over the seeds, with n - 1; 0 for one seed. */
  std: number;
  /** Whether ours is at least as good; `null` without a reported figure. */
  reached: boolean | null;
  /** How the model was trained and its threshold set. */
  protocol: string;
  /** Whether the metric depends on labels or scores of the test beyond being measured by them. */
  usesTest: boolean;
  seeds: number[];
  /** Why the reported metric cannot be reached, or what else a reader should know. */
  note?: string;
}

/** A model that Netsift recommends for a data set, beside the best single published figure. */
export interface BestModel {
  data: string;
  model: string;
  metric: Measure;
  reported: number;
  /** Whose metric that is. */
  source: string;
  ours: number;
  std: number;
  reached: boolean;
  seeds: number[];
  /** The command that trains it and keeps it. */
  command: string;
  /** What it is asked for, beside its data: fields of `POST /api/v1/runs`. */
  request: Record<string, unknown>;
  /** Why the published metric is not reached. */
  note?: string;
}

/** Recall for each label, mean over the seeds. */
export interface LabelRecall {
  project: string;
  data: string;
  models: string[];
  labels: { label: string; attack: boolean; rows: number; flagged: number[] }[];
}

/** What one project did. */
export interface ProjectDescription {
  /** Such as "1" for the first project. */
  project: string;
  title: string;
  /** What the project did and what is done again, in Markdown. */
  summary: string;
}

/** Everything a reproduction finds out. Times are kept apart: they differ from run to run. */
export interface ReproductionReport {
  /** Netsift's version. */
  version: string;
  /** Whether samples were taken and one seed, so that metrics only show that all works. */
  quick: boolean;
  seeds: number[];
  /** In the order in which they are shown; absent in reports of Netsift 0.1.0. */
  projects?: ProjectDescription[];
  rows: ReproducedRow[];
  best: BestModel[];
  perClass: LabelRecall[];
  /** Projects that were left out because their data were not there. */
  skipped: { project: string; reason: string }[];
  times: ReproductionTimes;
}

/** How long it took. */
export interface ReproductionTimes {
  finishedAt: string;
  seconds: number;
  cores: number;
  /** Mean time to train and to score the test of each model. */
  models: { project: string; data: string; model: string; fitMs: number; scoreMs: number }[];
}

/** What a reproduction is doing right now. */
export interface ReproductionProgress {
  /** Such as "Project 2, seed 3". */
  phase: string;
  /** 0 to 1. */
  fraction: number;
  /** Estimated seconds to the end; absent until there is a basis for one. */
  etaSeconds?: number;
}
