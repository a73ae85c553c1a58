import { z } from "zod";
import { roleSchema } from "../../datasets/amend.ts";
import type { DatasetOrigin } from "../../resources/dataset_origin.ts";
import type { PublicSource } from "../../datasets/download/sources.ts";
import { DATASET_FORMATS } from "../../datasets/columns/names.ts";
import { MISSING_POLICIES } from "../../datasets/columns/policies.ts";
import type { ColumnProfile, DatasetProfile, DatasetSummary } from "../../resources/dataset.ts";
import type { EventKind } from "../../values/event_kind.ts";
import type { Notation } from "../../values/notation.ts";
import { count, figure, moment, progressFields, share } from "../common.ts";

const status = z.enum(["ingesting", "ready", "failed"]);
const perLabel = z.boolean();
const part = z.enum(["first", "second"]);
const seed = z.int();
const derived = {
  type: z.literal("derived"),
  parents: z.array(z.object({ id: z.string(), name: z.string() })),
};

const originSchema = z.union([
  z.object({ type: z.literal("upload"), file: z.string() }),
  z.object({ type: z.literal("demo"), part: z.enum(["train", "test"]), rows: count, seed }),
  z.object({ type: z.literal("download"), source: z.string(), url: z.string() }),
  z.object({ ...derived, operation: z.literal("combine"), options: z.strictObject({}) }),
  z.object({ ...derived, operation: z.literal("drop-duplicates"), options: z.strictObject({}) }),
  z.object({
    ...derived,
    operation: z.literal("split"),
    options: z.union([
      z.object({ by: z.literal("order"), share, part }),
      z.object({
        by: z.literal("time"),
        column: z.string(),
        share,
        perLabel: perLabel.optional(),
        part,
      }),
      z.object({ by: z.literal("random"), share, seed, perLabel, part }),
    ]),
  }),
  z.object({
    ...derived,
    operation: z.literal("sample"),
    options: z.union([
      z.object({ rows: count, seed, perLabel }),
      z.object({ share, seed, perLabel }),
    ]),
  }),
  z.object({
    ...derived,
    operation: z.literal("filter"),
    options: z.union([
      z.object({ keep: z.array(z.string()) }),
      z.object({ drop: z.array(z.string()) }),
    ]),
  }),
]).meta({ id: "DatasetOrigin" }) satisfies z.ZodType<DatasetOrigin>;

const labelSchema = z.object({
  name: z.string(),
  count,
  attack: z.boolean(),
  duplicates: count,
  dropped: count,
}).meta({ id: "Label" });

const summaryFields = {
  id: z.string(),
  name: z.string(),
  status,
  format: z.enum(DATASET_FORMATS).nullable(),
  rows: count.nullable(),
  labels: z.array(labelSchema),
  needsConfirmation: z.boolean(),
  origin: originSchema,
  bytes: count,
  createdAt: moment,
  progress: z.object({
    ...progressFields,
    transfer: z.object({ bytes: count, total: count, bytesPerSecond: z.number().optional() })
      .optional(),
  }).nullable(),
  error: z.string().nullable(),
};

/** A dataset in a list. */
export const datasetSummarySchema = z.object({ ...summaryFields, columns: count.nullable() })
  .meta({ id: "DatasetSummary" }) satisfies z.ZodType<DatasetSummary>;

/** How a file writes the numbers of a column, where it is not as plain decimals. */
export const notationSchema = z.object({
  decimal: z.enum([".", ","]).describe("What stands before decimals"),
  unit: z.enum(["size", "time", "share"]).nullable()
    .describe("What units behind numbers measure"),
  durations: z.boolean().describe("Whether numbers are durations such as 0:05:35, in seconds"),
}).meta({ id: "Notation" }) satisfies z.ZodType<Notation>;

/** The kind of records, and the key that names it. */
export const eventKindSchema = z.object({ field: z.string(), kind: z.string() })
  .meta({ id: "EventKind" }) satisfies z.ZodType<EventKind>;

const columnSchema = z.object({
  name: z.string(),
  role: roleSchema,
  reason: z.string().nullable(),
  kept: z.boolean().optional(),
  type: z.enum(["numeric", "categorical"]),
  notation: notationSchema.optional(),
  missing: count,
  infinite: count,
  policy: z.enum(MISSING_POLICIES),
  distinct: count,
  min: figure,
  max: figure,
  mean: figure,
  std: figure,
  top: z.array(z.object({ value: z.string(), count })),
  histogram: z.object({ edges: z.array(z.number()), counts: z.array(count) }).nullable(),
}).meta({ id: "Column" }) satisfies z.ZodType<ColumnProfile>;

const profileFields = {
  format: z.enum(DATASET_FORMATS),
  rows: count,
  columns: z.array(columnSchema),
  rejected: z.object({
    count,
    first: z.array(z.object({ line: count, reason: z.string() })),
  }),
  duplicates: z.object({ rows: count, share }),
  labelColumn: z.string().nullable(),
  labels: z.array(labelSchema),
  recordKind: eventKindSchema.optional()
    .describe("What kind of records it holds, where a key names it, such as event_type"),
  accepted: z.boolean().optional(),
  normalLabels: z.enum(["known", "guessed", "unknown", "chosen"]).optional(),
  warnings: z.array(z.string()),
  bytes: count,
} satisfies { [Key in keyof DatasetProfile]: z.ZodType<DatasetProfile[Key]> };

/** A dataset with its profile, as soon as it has one. */
export const datasetSchema = z.union([
  z.object({ ...summaryFields, ...profileFields }),
  z.object({ ...summaryFields, columns: z.array(columnSchema).max(0) }),
]).meta({ id: "Dataset" });

const switchedOff = z.array(z.object({ name: z.string(), reason: z.string() }));

/** A dataset after a change, with the columns that it switched off. */
export const changedDatasetSchema = z.union([
  z.object({ ...summaryFields, ...profileFields, switchedOff }),
  z.object({ ...summaryFields, columns: z.array(columnSchema).max(0), switchedOff }),
]).meta({ id: "ChangedDataset" });

/** A dataset that is being made. */
export const newDatasetSchema = z.object({ id: z.string(), status, name: z.string() });

/** A public dataset. */
export const publicSourceSchema = z.object({
  id: z.string(),
  title: z.string(),
  summary: z.string(),
  rows: count,
  url: z.string(),
  hosts: z.array(z.string()),
  size: z.object({ bytes: count, isExact: z.boolean() }),
  checksum: z.object({ of: z.enum(["file", "content"]), sha256: z.string() }),
  attribution: z.string(),
  page: z.string(),
}).meta({ id: "PublicSource" }) satisfies z.ZodType<PublicSource>;

const side = { rows: count, duplicates: count };

/** How often rows repeat within two datasets and across both. */
export const overlapSchema = z.object({
  train: z.object(side),
  test: z.object({ ...side, overlap: count }),
  withLabels: z.boolean(),
}).meta({ id: "Overlap" });
