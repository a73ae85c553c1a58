/**
 * What is known of a dataset: its format, its columns and their roles, its labels and its faults.
 *
 * @module
 */
import { z } from "zod";
import { MISSING_POLICIES } from "../learning/features/missing_policy.ts";
import { captureProfileSchema } from "./capture_profile.ts";
import { datasetOriginSchema } from "./dataset_origin.ts";
import {
  count,
  eventKindSchema,
  moment,
  notationSchema,
  nullableNumber,
  progressFields,
  share,
} from "./fields.ts";

/** The formats that are recognised by content. */
export const DATASET_FORMATS = [
  "kdd99",
  "nsl-kdd",
  "cic-ids-2017",
  "unsw-nb15",
  "csv",
  "arff",
  "parquet",
  "ndjson",
  "zeek",
  "argus",
  "nfdump",
  "capture",
  "nfcapd",
] as const;

/** A format that is recognised by content. */
export type DatasetFormat = typeof DATASET_FORMATS[number];

const ROLES = [
  "numeric",
  "categorical",
  "label",
  "category",
  "identifier",
  "timestamp",
  "constant",
  "leaking",
  "ignored",
] as const;

/** What a column is used for. Only numeric and categorical columns become features. */
export const columnRoleSchema = z.enum(ROLES, { error: `Choose one of ${ROLES.join(", ")}.` });

/** What a column is used for. */
export type ColumnRole = z.infer<typeof columnRoleSchema>;

/** One column of a dataset. */
export const columnSchema = z.object({
  name: z.string(),
  role: columnRoleSchema,
  /** Why the column is not a feature by default, for people; else `null`. */
  reason: z.string().nullable(),
  /** A person uses it as a feature although it gives the label away; else absent. */
  kept: z.boolean().optional(),
  /** How the values are stored, whatever the role. */
  type: z.enum(["numeric", "categorical"]),
  /** How the uploaded file wrote its numbers; absent for plain decimals and words. */
  notation: notationSchema.optional(),
  /** Number of rows without a value, infinite values not counted. */
  missing: count,
  /** Number of rows with an infinite value. */
  infinite: count,
  /** What becomes of missing and infinite values. */
  policy: z.enum(MISSING_POLICIES),
  /** Number of different values. */
  distinct: count,
  /** `null` for words, and for columns without any value. */
  min: nullableNumber,
  max: nullableNumber,
  mean: nullableNumber,
  /** Sample standard deviation. */
  std: nullableNumber,
  /** The most frequent values, most frequent first; at most ten. */
  top: z.array(z.object({ value: z.string(), count })),
  /** Counts of finite values between consecutive edges; `null` for words. */
  histogram: z.object({ edges: z.array(z.number()), counts: z.array(count) }).nullable(),
}).meta({ id: "Column" });

/** One column of a dataset. */
export type ColumnProfile = z.infer<typeof columnSchema>;

/** One label of the label column. */
export const labelSchema = z.object({
  name: z.string(),
  count,
  attack: z.boolean(),
  /** Rows of this label that are exact duplicates of an earlier row. */
  duplicates: count,
  /** Rows of this label that the policies "drop-row" leave out of runs. */
  dropped: count,
}).meta({ id: "Label" });

/** One label of the label column. */
export type LabelCount = z.infer<typeof labelSchema>;

/** What an ingest finds out about a dataset. */
export const datasetProfileSchema = z.object({
  format: z.enum(DATASET_FORMATS),
  rows: count,
  columns: z.array(columnSchema),
  /** Lines that could not be read, counted from 1 in the uncompressed file. */
  rejected: z.object({
    count,
    first: z.array(z.object({ line: count, reason: z.string() })),
  }),
  /** Exact duplicates: rows beyond the first of each kind. */
  duplicates: z.object({ rows: count, share }),
  /** Name of the label column, or `null` where the dataset has none. */
  labelColumn: z.string().nullable(),
  /** The labels, most frequent first; empty without a label column. */
  labels: z.array(labelSchema),
  recordKind: eventKindSchema.optional()
    .describe("The kind of records, if a key such as event_type names it"),
  /** Whether a person confirmed the dataset although many lines could not be read. */
  accepted: z.boolean().optional(),
  /**
   * How it was told which labels are normal: words or the column's name say it (`"known"`); by custom,
   * to be confirmed (`"guessed"`); not at all, so that no label counts as normal until a person says
   * so (`"unknown"`); or a person said it (`"chosen"`). Not there without labels, and in profiles
   * that are older.
   */
  normalLabels: z.enum(["known", "guessed", "unknown", "chosen"]).optional(),
  capture: captureProfileSchema.optional().describe("What a packet capture held besides its flows"),
  /** What a person should know before using it, in sentences. */
  warnings: z.array(z.string()),
  /** Size of the uploaded file in bytes. */
  bytes: count,
});

/** What an ingest finds out about a dataset. */
export type DatasetProfile = z.infer<typeof datasetProfileSchema>;

/** How far an ingest has come. */
const datasetProgressSchema = z.object({
  ...progressFields,
  /** What has come over the network so far, during a download. */
  transfer: z.object({ bytes: count, total: count, bytesPerSecond: z.number().optional() })
    .optional(),
});

/** How far an ingest has come. */
export type DatasetProgress = z.infer<typeof datasetProgressSchema>;

/** State of a dataset. */
export const datasetStatusSchema = z.enum(["ingesting", "ready", "failed"]);

/** State of a dataset. */
export type DatasetStatus = z.infer<typeof datasetStatusSchema>;

/** A dataset as lists show it. */
export const datasetSummarySchema = z.object({
  id: z.string(),
  name: z.string(),
  status: datasetStatusSchema,
  format: z.enum(DATASET_FORMATS).nullable(),
  rows: count.nullable(),
  labels: z.array(labelSchema),
  /** Whether a person must confirm it before models are trained on it; see `confirmation.ts`. */
  needsConfirmation: z.boolean(),
  /** Where its records come from. */
  origin: datasetOriginSchema,
  bytes: count,
  createdAt: moment,
  progress: datasetProgressSchema.nullable(),
  /** Why it failed. */
  error: z.string().nullable(),
  /** Number of columns. */
  columns: count.nullable(),
}).meta({ id: "DatasetSummary" });

/** A dataset as lists show it. */
export type DatasetSummary = z.infer<typeof datasetSummarySchema>;

/** Some records as a table, for people. */
export interface RecordTable {
  columns: string[];
  rows: (string | number | null)[][];
}

/** A dataset with all that is known of it. */
export type DatasetDetail = DatasetSummary & { profile: DatasetProfile | null };
