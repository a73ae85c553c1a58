/**
 * What the process of a run is told, and what it answers.
 *
 * @module
 */
import type { DatasetProfile } from "../../resources/dataset.ts";
import type { DetectorFailure, RunData, RunRequest, RunResult } from "../../resources/run.ts";

/** A dataset that a run reads. */
export interface RunDataset {
  name: string;
  parquet: string;
  profile: DatasetProfile;
}

/** What a run is told. */
export interface RunSpecification {
  request: RunRequest;
  train: RunDataset;
  test: RunDataset | null;
  /** Folder to make and to write to. */
  staging: string;
  /** An id for the model of each detector. */
  models: string[];
  /** Folders of models that were trained before and that hybrids of this run take, by id. */
  trained?: Record<string, string>;
  /**
   * Detectors that ended the process of an earlier attempt. What that had finished lies in `staging`
   * and is taken over.
   */
  crashed?: DetectorFailure[];
  createdAt: string;
  /** Memory that DuckDB may use, in bytes. */
  memoryBytes: number;
  /** Milliseconds for each measure of the importance of features, at least. */
  importanceMs: number;
}

/** What a run has found out. */
export interface RunOutcome {
  data: RunData;
  warnings: string[];
  results: RunResult[];
  failures: DetectorFailure[];
}
