import type { BatchModelSource } from "./batch_model.ts";
import type { DatasetProfile, LabelCount } from "../../resources/dataset.ts";
import type { ExplainedRows } from "../../resources/batch.ts";

/** What to score, and where to write. */
export interface BatchSpecification {
  parquet: string;
  /** Of the dataset. */
  profile: DatasetProfile;
  /** Rows of the dataset. */
  rows: number;
  labelColumn: string | null;
  /** The labels of the dataset, most frequent first. */
  labels: LabelCount[];
  models: BatchModelSource[];
  explain: ExplainedRows;
  /** Folder to make; it then holds `scores.parquet`. */
  staging: string;
  /** Memory that DuckDB may use, in bytes. */
  memoryBytes: number;
}
