import { z } from "zod";
import { givenColumn, givenId, givenLabel, givenTimeZone } from "../../base/request_limits.ts";
import { contextFields } from "../../learning/context/context_fields.ts";
import { MAX_LABELS } from "../labels/count_labels.ts";

/** Characters of label lines; by default a whole request may hold fewer. */
const MOST_CSV = 2 ** 26;

const MAX_PARENTS = 100;
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
    ...contextFields,
    name,
  }),
  z.strictObject({
    operation: z.literal("labels"),
    dataset,
    csv: z.string().min(1, "Choose a file of label lines, or paste it.").max(MOST_CSV).describe(
      "Label lines: a line of names (from, to, source, source_port, destination, " +
        "destination_port, protocol, label), then one line for each label. Empty cells stand for any",
    ),
    timeZone: givenTimeZone.default("UTC")
      .describe("Time zone of label lines without one, such as Europe/Prague"),
    others: givenLabel.min(1, "A label needs at least one character.").optional()
      .describe("Label of records that no line matches; none if omitted"),
    name,
  }),
], { error: "Choose one of combine, split, sample, filter, drop-duplicates, context, labels." });

type DeriveRequest = z.infer<typeof deriveRequestSchema>;
/** A request to make two datasets of one. */
export type SplitRequest = Extract<DeriveRequest, { operation: "split" }>;
/** A request to make a dataset of some labels. */
export type FilterRequest = Extract<DeriveRequest, { operation: "filter" }>;
/** A request to make a dataset of some rows. */
export type SampleRequest = Extract<DeriveRequest, { operation: "sample" }>;

/** A request to add the context of records to a dataset. */
export type ContextRequest = Extract<DeriveRequest, { operation: "context" }>;

/** A request to label the records of a dataset by rules. */
export type LabelsRequest = Extract<DeriveRequest, { operation: "labels" }>;
