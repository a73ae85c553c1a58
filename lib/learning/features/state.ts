/**
 * A fitted pipeline as plain JSON, and the check of one that is loaded.
 *
 * @module
 */
import { z } from "zod";
import { MISSING_POLICIES } from "./missing_policy.ts";
import { contextStateSchema } from "../context/context_state.ts";
import { scaleSchema } from "./scaling/scale.ts";

/** How the training file wrote the numbers; absent for plain decimals. */
const notation = z.strictObject({
  decimal: z.enum([".", ","]),
  unit: z.enum(["size", "time", "share"]).nullable(),
  durations: z.boolean(),
}).optional();

const numericState = z.strictObject({
  type: z.literal("numeric"),
  name: z.string(),
  notation,
  scale: scaleSchema,
  /** What becomes of a missing value. */
  policy: z.enum(MISSING_POLICIES),
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

const port = z.int().min(0).max(65_535);

const portState = z.strictObject({
  type: z.literal("port"),
  name: z.string(),
  /** Ports with a class of their own, most frequent first. */
  frequent: z.array(port),
  /** Further ports of services that training had, ascending. */
  known: z.array(port),
  /** What stands for a record in the column of its class; of `frequent` first. */
  heights: z.array(z.number().positive()),
  /** What is learned of the ports as numbers: how values are read and filled in. */
  number: numericState.omit({ type: true, name: true }),
});

const oneHotState = z.strictObject({
  type: z.literal("one-hot"),
  name: z.string(),
  notation,
  /** Those with their own column, most frequent first. */
  categories: z.array(z.string()),
  /** All other categories share one more column. */
  other: z.boolean(),
  missing: z.boolean(),
});

const labelState = z.strictObject({
  type: z.literal("label"),
  name: z.string(),
  notation,
  scale: scaleSchema,
  /** Most frequent first. */
  categories: z.array(z.string()),
  missing: z.boolean(),
});

const frequencyState = z.strictObject({
  type: z.literal("frequency"),
  name: z.string(),
  notation,
  scale: scaleSchema,
  /** Most frequent first. */
  categories: z.array(z.string()),
  /** Share of the training rows that have each of `categories`. */
  shares: z.array(z.number().gt(0).max(1)),
  /** Share of the training rows without a category. */
  missingShare: z.number().min(0).max(1),
}).refine(({ categories, shares }) => categories.length === shares.length, {
  error: "Each category must have a share",
});

const featureState = z.discriminatedUnion("type", [
  numericState,
  portState,
  oneHotState,
  labelState,
  frequencyState,
]);

const droppedColumn = z.strictObject({
  feature: z.string(),
  column: z.string(),
  reason: z.discriminatedUnion("filter", [
    z.strictObject({ filter: z.literal("near-constant"), differing: z.number() }),
    z.strictObject({
      filter: z.literal("correlation"),
      with: z.string(),
      coefficient: z.number(),
    }),
  ]),
});

/** The check of a {@linkcode PipelineState}. */
export const pipelineStateSchema = z.strictObject({
  version: z.literal(2),
  /** Those with a column in the matrix. */
  features: z.array(featureState).min(1),
  /** Columns that are left out. */
  dropped: z.array(droppedColumn),
  /** What kind of records the training had, where a key names it. */
  kind: z.strictObject({ field: z.string(), kind: z.string() }).optional(),
  /** Which of the features are the context of a record, and how it is computed. */
  context: contextStateSchema.optional(),
});

/** What is learned of a numeric column. */
export type NumericState = z.infer<typeof numericState>;
/** What is learned of a column of ports. */
export type PortState = z.infer<typeof portState>;
/** What is learned of a categorical column with one matrix column a category. */
export type OneHotState = z.infer<typeof oneHotState>;
/** What is learned of a categorical column that becomes one column of category numbers. */
export type LabelState = z.infer<typeof labelState>;
/** What is learned of a categorical column that becomes one column of shares. */
export type FrequencyState = z.infer<typeof frequencyState>;
/** What is learned of one column. */
export type FeatureState = z.infer<typeof featureState>;
/** A fitted pipeline as plain JSON. */
export type PipelineState = z.infer<typeof pipelineStateSchema>;

/** Names of the features without whose value a record cannot be scored, as rows without were left out. */
export function requiredFeatures(features: readonly FeatureState[]): string[] {
  return features.filter((state) => {
    const number = state.type === "port" ? state.number : state.type === "numeric" ? state : null;
    return number?.policy === "drop-row";
  }).map(({ name }) => name);
}
