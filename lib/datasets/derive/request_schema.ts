import { z } from "zod";
import { givenColumn, givenId, givenLabel } from "../../base/request_limits.ts";
import { DEFAULT_CONTEXT } from "../../behaviour/context/context_features.ts";
import { MAX_LABELS } from "../labels/count_labels.ts";

const MAX_PARENTS = 100;
const MAX_WINDOWS = 5;
/** The seed of what names none. */
export const DEFAULT_SEED = 42;

const name = z.string().trim().min(1, "A name needs at least one character.").max(200).optional();
const dataset = givenId;
const seed = z.int().min(0).max(2 ** 32 - 1);
const share = z.number().gt(0, "Must be more than 0.").lt(1, "Must be less than 1.");
const labels = z.array(givenLabel).min(1, "Choose at least one label.")
  .max(MAX_LABELS, `Choose at most ${MAX_LABELS} labels.`);

/** The body of `POST /api/v1/datasets/derive`. */
export const deriveRequestSchema = z.discriminatedUnion("operation", [
  z.strictObject({
    operation: z.literal("combine"),
    datasets: z.array(dataset).min(2, "Choose at least two datasets.")
      .max(MAX_PARENTS, `At most ${MAX_PARENTS} datasets can be combined at once.`),
    name,
  }),
  z.strictObject({
    operation: z.literal("split"),
    dataset,
    by: z.enum(["time", "order", "random"], { error: "Choose one of time, order, random." }),
    share: share.default(0.3),
    column: givenColumn.optional(),
    perLabel: z.boolean().optional(),
    seed: seed.optional(),
    name,
  }),
  z.strictObject({
    operation: z.literal("sample"),
    dataset,
    rows: z.int().min(1, "Must be at least 1.").optional(),
    share: share.optional(),
    perLabel: z.boolean().default(false),
    seed: seed.default(DEFAULT_SEED),
    name,
  }),
  z.strictObject({
    operation: z.literal("filter"),
    dataset,
    keep: labels.optional(),
    drop: labels.optional(),
    name,
  }),
  z.strictObject({ operation: z.literal("drop-duplicates"), dataset, name }),
  z.strictObject({
    operation: z.literal("context"),
    dataset,
    seconds: z.array(
      z.number().min(0.001, "Must be at least 0.001.").max(
        86_400,
        "Must be at most 86,400, a day.",
      ),
    )
      .min(1, "Enter at least one window.").max(
        MAX_WINDOWS,
        `Enter at most ${MAX_WINDOWS} windows.`,
      )
      .default([...DEFAULT_CONTEXT.seconds])
      .describe("Windows of time in seconds"),
    connections: z.int().min(1, "Must be at least 1.").max(10_000, "Must be at most 10,000.")
      .default(DEFAULT_CONTEXT.connections)
      .describe("How many of the last connections to a host or service count"),
    name,
  }),
], { error: "Choose one of combine, split, sample, filter, drop-duplicates, context." });

type DeriveRequest = z.infer<typeof deriveRequestSchema>;
/** A request to make two datasets of one. */
export type SplitRequest = Extract<DeriveRequest, { operation: "split" }>;
/** A request to make a dataset of some labels. */
export type FilterRequest = Extract<DeriveRequest, { operation: "filter" }>;
/** A request to make a dataset of some rows. */
export type SampleRequest = Extract<DeriveRequest, { operation: "sample" }>;

/** A request to add the context of records to a dataset. */
export type ContextRequest = Extract<DeriveRequest, { operation: "context" }>;
