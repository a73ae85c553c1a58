/**
 * A training run as it was asked for.
 *
 * @module
 */
import { z } from "zod";
import { givenColumn, givenTime } from "../base/request_limits.ts";
import { DETECTOR_KINDS } from "../detectors/catalogue.ts";
import { ENCODING_KINDS } from "../learning/features/encodings.ts";
import { featureOptionFields } from "../learning/features/option_fields.ts";
import { SCALING_CHOICES } from "../learning/features/scaling/scaler.ts";
import { thresholdRuleSchema } from "../learning/thresholds/schema.ts";
import { contaminationSchema } from "./set_aside.ts";

/** Share of the rows that are set aside for the test. */
export const splitSchema = z.strictObject({
  test: z.number().gt(0, "Must be more than 0.").lt(1, "Must be less than 1."),
});

/** A period of the records to train on, by their own time. */
export const periodSchema = z.strictObject({
  column: givenColumn.describe("Column of the times"),
  from: givenTime.optional().describe("Inclusive"),
  to: givenTime.optional().describe("Exclusive"),
});

/** What the labels of the training data are for. */
export const LABEL_USES = ["use", "ignore"] as const;

/** One detector of a run. */
export const detectorRequestSchema = z.object({
  kind: z.enum(DETECTOR_KINDS),
  params: z.record(z.string(), z.unknown()),
  threshold: thresholdRuleSchema,
});

/** One detector of a run. */
export type DetectorRequest = z.infer<typeof detectorRequestSchema>;

/** A run as it was asked for, defaults filled in. */
export const runRequestSchema = z.object({
  name: z.string(),
  /** Id of the dataset to train on. */
  train: z.string(),
  /** Id of the dataset to test on; exactly one of `test` and `split` is there. */
  test: z.string().optional(),
  /** Share of the rows of `train` that are set aside for the test, 0 < test < 1. */
  split: splitSchema.optional(),
  /** Rows of `train` that take part, in its test part too; absent: all. */
  period: periodSchema.optional(),
  /** At most so many rows of `train` take part, drawn at random by `seed`; absent: all. */
  mostRows: z.int().optional(),
  /** `ignore`: all rows count as unlabelled; absent: `use`. */
  labels: z.enum(LABEL_USES).optional(),
  /** Share of the training rows that each detector sets aside; absent: none. */
  contamination: contaminationSchema.optional(),
  features: z.union([z.literal("all"), z.array(z.string())]),
  encoding: z.enum(ENCODING_KINDS),
  /** How numeric columns are scaled. */
  scaling: z.enum(SCALING_CHOICES),
  /**
   * `context`: features of the connections around each record; absent: none. `ports`: absent: numbers. `columns`: features that are treated differently, by name. `rareCategories`: which categories
   * share a one-hot column; absent: those beyond the most frequent 500 only. `filters`: which
   * matrix columns are left out; absent: none.
   */
  ...featureOptionFields,
  /** Keep the first of the rows with equal features and label, in train and in test, before any split. */
  dropDuplicates: z.boolean(),
  /**
   * Column whose values tell the sequences apart, such as a host's address, for detectors that look
   * at the rows before a row; absent: all rows, in file order, are one sequence.
   */
  sequenceBy: z.string().optional(),
  /** Of the models that are kept. */
  seed: z.int(),
  /** All seeds that every detector is trained with, `seed` first; absent: only `seed`. */
  seeds: z.array(z.int()).optional(),
  detectors: z.array(detectorRequestSchema),
}).meta({ id: "RunRequest" });

/** A run as it was asked for, defaults filled in. */
export type RunRequest = z.infer<typeof runRequestSchema>;
