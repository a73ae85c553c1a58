/**
 * A training run as storage, the HTTP API and the pages know it.
 *
 * @module
 */
import { z } from "zod";
import { DETECTOR_KINDS } from "../detectors/catalogue.ts";
import type { CountCriterion } from "../learning/metrics/types.ts";
import { SCALING_KINDS } from "../learning/features/scaling/scaler.ts";
import { count, eventKindSchema, moment, progressFields, series, share } from "./fields.ts";
import { runRequestSchema } from "./run_request.ts";
import { runResultSchema } from "./run_result.ts";

export type { DetectorRequest, RunRequest } from "./run_request.ts";
export type { Agreement, Confidence, RunResult, SeedResult } from "./run_result.ts";

/** State of a run. */
export const runStatusSchema = z.enum([
  "queued",
  "running",
  "done",
  "failed",
  "cancelled",
  "interrupted",
]);

/** State of a run. */
export type RunStatus = z.infer<typeof runStatusSchema>;

const kind = z.enum(DETECTOR_KINDS);

const detectorLosses = z.object({
  kind,
  /** Its index in the request. */
  detector: count,
  /** Of epoch 1, 2 and so on. */
  train: series,
  /** Empty where the detector sets no rows aside. */
  validation: series,
});

/** The losses of one detector's epochs so far. */
export type DetectorLosses = z.infer<typeof detectorLosses>;

const runProgress = z.object({
  ...progressFields,
  /** The detector at work. */
  kind: kind.optional(),
  /** Its index in the request. */
  detector: count.optional(),
  epoch: count.optional(),
  epochs: count.optional(),
  loss: z.number().optional(),
  validationLoss: z.number().optional(),
  /** Losses of the epochs so far, in runs that are asked for singly; events bring them one by one. */
  losses: z.array(detectorLosses).optional(),
});

/** What a run is doing right now. */
export type RunProgress = z.infer<typeof runProgress>;

const featurePreparation = z.object({
  /** Made for detectors that learn from attacks too. */
  supervised: z.boolean(),
  /** Features that are scaled, and how. */
  scalings: z.array(z.object({ feature: z.string(), scaling: z.enum(SCALING_KINDS) })),
  /** Matrix columns that the filters left out. */
  dropped: z.array(z.object({
    feature: z.string(),
    column: z.string(),
    reason: z.union([
      z.object({ filter: z.literal("near-constant"), differing: share }),
      z.object({
        filter: z.literal("correlation"),
        with: z.string(),
        coefficient: z.number(),
      }),
    ]),
  })),
});

/** What a feature pipeline has decided by itself. */
export type FeaturePreparation = z.infer<typeof featurePreparation>;

/** Facts about the data of a run that a reader needs to judge its metrics. */
const runDataSchema = z.object({
  trainRows: count,
  trainNormalRows: count,
  testRows: count,
  /** Rows beyond the first with the same feature values and label, among those trained on. */
  trainDuplicates: count,
  /** The same among those tested on. */
  testDuplicates: count,
  /** Rows of both sets that were left out because duplicates were to be dropped. */
  droppedDuplicates: count,
  /**
   * Rows left out before anything else because the policy of a feature is to drop rows without a
   * value; those of a dataset that is split count as train.
   */
  policyDropped: z.object({ train: count, test: count }),
  /** Test rows that also appear in train. */
  overlap: count,
  /** Columns of the datasets that were used. */
  features: z.array(z.string()),
  /** What kind of records the models were trained on, where a key names it. */
  recordKind: eventKindSchema.optional(),
  /** Names of the files beside the datasets that have the context of the records, where that was asked for. */
  contextFiles: z.object({ train: z.string(), test: z.string().optional() }).optional(),
  /** Columns of the matrix after encoding; of the widest where detectors learn from other rows. */
  columns: count,
  /** One entry for all detectors that learn from the same rows; absent in old runs. */
  preparation: z.array(featurePreparation).optional(),
}).meta({ id: "RunData" });

/** Facts about the data of a run that a reader needs to judge its metrics. */
export type RunData = z.infer<typeof runDataSchema>;

const runOrigin = z.object({
  /** When it was imported. */
  at: z.string(),
  /** Name of the file that it came in. */
  file: z.string(),
  /** Id of the model where it was trained. */
  model: z.string(),
  /** Versions of what made it. */
  versions: z.record(z.string(), z.string()),
});

const detectorFailure = z.object({
  /** Its index in the request. */
  detector: count,
  /** Why, in a sentence. */
  error: z.string(),
});

/** A detector of a run that could not be trained or tested; the others went on. */
export type DetectorFailure = z.infer<typeof detectorFailure>;

/** A run with everything a page shows. */
export const runSchema = z.object({
  id: z.string(),
  name: z.string(),
  /** What a person has written about it; absent: nothing. */
  notes: z.string().optional(),
  /** Where a run comes from that was not made on this server; absent: it was made here. */
  imported: runOrigin.optional(),
  status: runStatusSchema,
  request: runRequestSchema,
  trainName: z.string(),
  testName: z.string().nullable(),
  createdAt: moment,
  startedAt: moment.nullable(),
  finishedAt: moment.nullable(),
  progress: runProgress.nullable(),
  error: z.string().nullable(),
  /** What a reader should know about the metrics, in sentences. */
  warnings: z.array(z.string()),
  data: runDataSchema.nullable(),
  /** The models, in the order of the request. */
  results: z.array(runResultSchema),
  /** Detectors that failed, in the order of the request; absent: none did. */
  failures: z.array(detectorFailure).optional(),
});

/** A run with everything a page shows. */
export type Run = z.infer<typeof runSchema>;

/** The curves of one model, downsampled for drawing. */
export const modelCurvesSchema = z.object({
  roc: z.object({ fpr: series, tpr: series, threshold: series }).nullable(),
  pr: z.object({ recall: series, precision: series, threshold: series }).nullable(),
  /** Counts of test scores between consecutive edges; `edges` is one longer than the counts. */
  histogram: z.object({ edges: series, normal: series, attack: series }),
  /** One entry an epoch; `null` for detectors that are not trained by epochs. */
  loss: z.object({ train: series, validation: series }).nullable(),
  /**
   * Test rows in record order, cut into equal windows: share of attacks and share of flagged rows
   * in each. `actual` is `null` without labels.
   */
  order: z.object({ actual: series.nullable(), predicted: series, windowRows: z.number() }),
  /** How the number of clusters was chosen; absent where it was given, or there are none. */
  criterion: z.object({
    measure: z.enum(["silhouette", "bic"]),
    counts: series,
    values: series,
    chosen: z.number(),
  }).optional() satisfies z.ZodType<CountCriterion | undefined>,
}).meta({ id: "Curves" });

/** The curves of one model, downsampled for drawing. */
export type ModelCurves = z.infer<typeof modelCurvesSchema>;
