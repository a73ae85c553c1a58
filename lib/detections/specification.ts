import type { DatasetProfile } from "../resources/dataset.ts";
import type { BatchModelSource } from "../scoring/batch/batch_model.ts";
import type { ConnectionColumns } from "../values/connections/connection_columns.ts";

/** What the process of a detection is told. */
export interface DetectionSpecification {
  /** The records of the dataset. */
  parquet: string;
  /** Of the dataset. */
  profile: DatasetProfile;
  rows: number;
  columns: ConnectionColumns;
  /** Models that score each record; none where none could be trained. */
  models: BatchModelSource[];
  /** Share of usual records that the models together flag. */
  falseAlarms: number;
  /** In milliseconds since 1970; `null` where none is known to be clean. */
  baseline: { from?: number; to?: number } | null;
  /** Checks to run; absent: all. */
  checks?: string[];
  timeZone: string;
  /** Folder to make. */
  staging: string;
  /** Memory that DuckDB may use, in bytes. */
  memoryBytes: number;
}
