/**
 * The scoring of a whole dataset by trained models, as storage, the HTTP API and the pages know it.
 *
 * @module
 */
import { z } from "zod";
import { DETECTOR_KINDS } from "../detectors/catalogue.ts";
import type { Histogram } from "../learning/metrics/histogram.ts";
import {
  count,
  mappedColumnSchema,
  moment,
  progressFields,
  series,
  severityValue,
} from "./fields.ts";
import { runStatusSchema } from "./run.ts";
import { thresholdSchema } from "./threshold.ts";

/** The choices of `explain`. */
export const EXPLAINED_ROWS = ["none", "flagged", "all"] as const;

/** Which rows get the features that raised or lowered their scores most. */
export type ExplainedRows = typeof EXPLAINED_ROWS[number];

const batchRequest = z.object({
  name: z.string(),
  /** Id of the dataset to score. */
  dataset: z.string(),
  /** Ids of the models. */
  models: z.array(z.string()),
  explain: z.enum(EXPLAINED_ROWS),
});

/** A batch as it was asked for, defaults filled in. */
export type BatchRequest = z.infer<typeof batchRequest>;

/** How far a batch has come. */
const batchProgress = z.object({
  ...progressFields,
  /** Rows that are scored. */
  rows: count.optional(),
});

/** How far a batch has come. */
export type BatchProgress = z.infer<typeof batchProgress>;

const highestRows = z.object({
  /** The first of them, counted from 1. */
  row: z.int().min(1),
  score: z.number(),
  label: z.string().nullable(),
  /** Whether the label is an attack; `null` without labels. */
  attack: z.boolean().nullable(),
  flagged: z.boolean(),
  severity: severityValue.nullable().optional()
    .describe("Absent in batches of older versions, null for models that know none"),
  /** How many they are. */
  records: z.int().min(1),
});

/** Rows that stand out; those with the same score and label are one entry. */
export type HighestRows = z.infer<typeof highestRows>;

const filledFeature = z.object({ feature: z.string(), rows: count });

/** A feature, and how many rows lack its value. */
export type FilledFeature = z.infer<typeof filledFeature>;

const flaggedSeverities = z.object({
  bands: z.object({ low: count, medium: count, high: count, critical: count }),
  highest: severityValue.nullable(),
});

/** Rows that a model flags, by severity; models that know none call them all high. */
export type FlaggedSeverities = z.infer<typeof flaggedSeverities>;

const batchModel = z.object({
  /** Id of the model. */
  model: z.string(),
  /** Such as `kmeans_2`: its kind and place in the request. */
  name: z.string().describe("Prefix of its columns in exported files"),
  kind: z.enum(DETECTOR_KINDS),
  threshold: thresholdSchema,
  /** Rows that it flags. */
  flagged: count,
  alone: count.describe("Rows flagged by this model only"),
  severities: flaggedSeverities.optional()
    .describe("Rows that it flags, by severity; absent for batches of older versions"),
  unscored: count.describe("Rows that lack a value the model requires"),
  /** Features that the dataset has under other names, or in another unit; absent for none. */
  mapped: z.array(mappedColumnSchema).optional(),
  /** See `Prediction.filled`; absent for none. */
  filled: z.array(filledFeature).optional()
    .describe("Features whose missing values were filled in, with the number of scored rows"),
  /** What a reader should know about its verdicts, in sentences; absent: nothing. */
  warnings: z.array(z.string()).optional(),
  /** Over the edges of the model's test; scores beyond them count in the first and the last bin. */
  histogram: z.object({
    edges: series,
    normal: z.array(count),
    attack: z.array(count),
  }) satisfies z.ZodType<Histogram>,
  highest: z.array(highestRows),
});

/** What one model says about the rows. */
export type BatchModel = z.infer<typeof batchModel>;

const batchCounts = z.object({
  total: count,
  /** Flagged by at least one model. */
  any: count,
  /** Flagged by every model. */
  all: count,
  /** Flagged by one model and no other. */
  exactlyOne: count,
});

/** Rows by how many models flag them. */
export type BatchCounts = z.infer<typeof batchCounts>;

const batchLabel = z.object({
  label: z.string(),
  attack: z.boolean(),
  rows: count,
  /** Rows that each model flags. */
  flagged: z.array(count).describe("In the order of the models"),
  any: count,
  all: count,
});

/** The rows of one label. */
export type BatchLabel = z.infer<typeof batchLabel>;

const batchResult = z.object({
  counts: batchCounts,
  models: z.array(batchModel),
  /** Most rows first; empty without labels. */
  labels: z.array(batchLabel),
  /** From the first row read to the last one written. */
  milliseconds: z.number(),
});

/** What came of a batch. */
export type BatchResult = z.infer<typeof batchResult>;

/** A batch with everything a page shows. */
export const batchSchema = z.object({
  id: z.string(),
  name: z.string(),
  status: runStatusSchema,
  request: batchRequest,
  datasetName: z.string(),
  createdAt: moment,
  startedAt: moment.nullable(),
  finishedAt: moment.nullable(),
  progress: batchProgress.nullable(),
  error: z.string().nullable(),
  result: batchResult.nullable(),
}).meta({ id: "Batch" });

/** A batch with everything a page shows. */
export type Batch = z.infer<typeof batchSchema>;
