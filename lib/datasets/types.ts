/**
 * What is known of a dataset: its format, its columns and their roles, its labels and its faults.
 *
 * @module
 */

/** The formats that are recognised by content. */
export type DatasetFormat = "kdd99" | "nsl-kdd" | "csv";

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
  /** How the values are stored, whatever the role. */
  type: "numeric" | "categorical";
  /** Number of rows without a value. */
  missing: number;
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
}

/** One label of the label column. */
export interface LabelCount {
  name: string;
  count: number;
  attack: boolean;
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
  /** What a person should know before using it, in sentences. */
  warnings: string[];
  /** Size of the uploaded file in bytes. */
  bytes: number;
}

/** A fault of the input that a person can understand and mend. The message is shown as it is. */
export class DatasetError extends Error {
  override name = "DatasetError";
}

/** How far an ingest has come. */
export interface DatasetProgress {
  /** Such as "Reading" or "Profiling". */
  phase: string;
  /** 0 to 1. */
  fraction: number;
  etaSeconds?: number;
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
