/**
 * What is known of a dataset: its format, its columns and their roles, its labels and its faults.
 *
 * @module
 */

import type { MissingPolicy } from "../learning/features/missing_policy.ts";
import type { EventKind } from "../values/event_kind.ts";
import type { Notation } from "../values/notation.ts";
import type { DatasetOrigin } from "./dataset_origin.ts";

/** The formats that are recognised by content. */
export type DatasetFormat =
  | "kdd99"
  | "nsl-kdd"
  | "cic-ids-2017"
  | "unsw-nb15"
  | "csv"
  | "arff"
  | "parquet"
  | "ndjson"
  | "zeek";

/** What a column is used for. Only numeric and categorical columns become features. */
export type ColumnRole =
  | "numeric"
  | "categorical"
  | "label"
  | "category"
  | "identifier"
  | "timestamp"
  | "constant"
  | "leaking"
  | "ignored";

/** One column of a dataset. */
export interface ColumnProfile {
  name: string;
  role: ColumnRole;
  /** Why the column is no feature unless a person says otherwise, in a sentence; else `null`. */
  reason: string | null;
  /** A person uses it as a feature although it gives the label away; absent otherwise. */
  kept?: boolean;
  /** How the values are stored, whatever the role. */
  type: "numeric" | "categorical";
  /** Number of rows without a value, infinite values not counted. */
  missing: number;
  /** Number of rows with an infinite value. */
  infinite: number;
  /** What becomes of missing and infinite values. */
  policy: MissingPolicy;
  /** How the uploaded file wrote its numbers; absent for plain decimals and words. */
  notation?: Notation;
  /** Number of different values. */
  distinct: number;
  /** `null` for words, and for columns without any value. */
  min: number | null;
  max: number | null;
  mean: number | null;
  /** Sample standard deviation. */
  std: number | null;
  /** The most frequent values, most frequent first; at most ten. */
  top: { value: string; count: number }[];
  /** Counts of finite values between consecutive edges; `null` for words. */
  histogram: { edges: number[]; counts: number[] } | null;
}

/** One label of the label column. */
export interface LabelCount {
  name: string;
  count: number;
  attack: boolean;
  /** Rows of this label that are exact duplicates of an earlier row. */
  duplicates: number;
  /** Rows of this label that the policies "drop-row" leave out of runs. */
  dropped: number;
}

/** What an ingest finds out about a dataset. */
export interface DatasetProfile {
  format: DatasetFormat;
  rows: number;
  columns: ColumnProfile[];
  /** Lines that could not be read, counted from 1 in the uncompressed file. */
  rejected: { count: number; first: { line: number; reason: string }[] };
  /** Exact duplicates: rows beyond the first of each kind. */
  duplicates: { rows: number; share: number };
  /** Name of the label column, or `null` where the dataset has none. */
  labelColumn: string | null;
  /** The labels, most frequent first; empty without a label column. */
  labels: LabelCount[];
  /**
   * How it was told which labels are normal: words or the column's name say it (`"known"`); by custom,
   * to be confirmed (`"guessed"`); not at all, so that no label counts as normal until a person says
   * so (`"unknown"`); or a person said it (`"chosen"`). Not there without labels, and in profiles
   * that are older.
   */
  normalLabels?: "known" | "guessed" | "unknown" | "chosen";
  /** What kind of records it holds, where a key names it: Suricata's `event_type`, Zeek's `_path`. */
  recordKind?: EventKind;
  /** Whether a person confirmed the dataset although many lines could not be read. */
  accepted?: boolean;
  /** What a person should know before using it, in sentences. */
  warnings: string[];
  /** Size of the uploaded file in bytes. */
  bytes: number;
}

/** How far an ingest has come. */
export interface DatasetProgress {
  /** Such as "Reading" or "Profiling". */
  phase: string;
  /** 0 to 1. */
  fraction: number;
  etaSeconds?: number;
  /** What has come over the network so far, during a download. */
  transfer?: { bytes: number; total: number; bytesPerSecond?: number };
}

/** Where a dataset stands. */
export type DatasetStatus = "ingesting" | "ready" | "failed";

/** A dataset as lists show it. */
export interface DatasetSummary {
  id: string;
  name: string;
  status: DatasetStatus;
  format: DatasetFormat | null;
  rows: number | null;
  /** Number of columns. */
  columns: number | null;
  labels: LabelCount[];
  /** Whether a person must confirm it before models are trained on it; see `confirmation.ts`. */
  needsConfirmation: boolean;
  /** Where its records come from. */
  origin: DatasetOrigin;
  bytes: number;
  createdAt: string;
  progress: DatasetProgress | null;
  /** Why it failed. */
  error: string | null;
}

/** Some records as a table, for people. */
export interface RecordTable {
  columns: string[];
  rows: (string | number | null)[][];
}

/** A dataset with all that is known of it. */
export type DatasetDetail = DatasetSummary & { profile: DatasetProfile | null };
