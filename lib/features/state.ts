/**
 * A fitted pipeline as plain JSON, and the check of one that is loaded.
 *
 * @module
 */
import { z } from "zod";
import type { MissingPolicy } from "../datasets/types.ts";
import { SCALING_KINDS } from "./scaling/scaler.ts";

const affine = z.strictObject({
  offset: z.number(),
  scale: z.number().refine((scale) => scale !== 0, "A scale must not be 0"),
});

const POLICIES = ["median", "zero", "indicator", "drop-row"] as const satisfies MissingPolicy[];

const numericState = z.strictObject({
  type: z.literal("numeric"),
  name: z.string(),
  ...affine.shape,
  /** What becomes of a missing value. */
  policy: z.enum(POLICIES).default("median"),
  /** Stands in for a missing value: the median of training, or zero. */
  fill: z.number(),
  min: z.number(),
  max: z.number(),
  mean: z.number(),
  /** Every training value was a whole number. */
  integer: z.boolean(),
  /** The training data had rows without a value, so records may lack it too. */
  missing: z.boolean(),
});

const oneHotState = z.strictObject({
  type: z.literal("one-hot"),
  name: z.string(),
  /** Most frequent first. */
  categories: z.array(z.string()),
  /** All other categories share one more column. */
  other: z.boolean(),
  missing: z.boolean(),
});

const labelState = z.strictObject({
  type: z.literal("label"),
  name: z.string(),
  ...affine.shape,
  /** Most frequent first. */
  categories: z.array(z.string()),
  missing: z.boolean(),
});

const featureState = z.discriminatedUnion("type", [numericState, oneHotState, labelState]);

/** The check of a {@linkcode PipelineState}. */
export const pipelineStateSchema = z.strictObject({
  version: z.literal(1),
  encoding: z.enum(["one-hot", "label"]),
  scaling: z.enum(SCALING_KINDS),
  features: z.array(featureState).min(1),
});

/** What is learned of a numeric column. */
export type NumericState = z.infer<typeof numericState>;
/** What is learned of a categorical column with one matrix column a category. */
export type OneHotState = z.infer<typeof oneHotState>;
/** What is learned of a categorical column that becomes one column of numbers. */
export type LabelState = z.infer<typeof labelState>;
/** What is learned of one column. */
export type FeatureState = z.infer<typeof featureState>;
/** A fitted pipeline as plain JSON. */
export type PipelineState = z.infer<typeof pipelineStateSchema>;
