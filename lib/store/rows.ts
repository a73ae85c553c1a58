/**
 * What the catalogue stores.
 *
 * @module
 */
import type { Batch } from "../resources/batch.ts";
import type { DatasetFormat, DatasetProfile, DatasetStatus } from "../resources/dataset.ts";
import type { DatasetOrigin } from "../resources/dataset_origin.ts";
import type { Detection } from "../resources/detection.ts";
import type { Run } from "../resources/run.ts";
import type { RunResult } from "../resources/run_result.ts";

/** A dataset as it is stored. */
export interface DatasetRow {
  id: string;
  name: string;
  status: DatasetStatus;
  origin: DatasetOrigin;
  /** The format the uploader named, or `null` to trust the content. */
  requestedFormat: DatasetFormat | null;
  bytes: number;
  createdAt: string;
  /** How often its ingest was started; an ingest that kills the server is not tried for ever. */
  attempts: number;
  error: string | null;
  profile: DatasetProfile | null;
}

/** A run as it is stored; its progress is known to the server that runs it alone. */
export type RunRow = Omit<Run, "progress">;

/** A batch as it is stored; its progress is known to the server that works on it alone. */
export type BatchRow = Omit<Batch, "progress">;

/** A detection as it is stored; its progress is known to the server that works on it alone. */
export type DetectionRow = Omit<Detection, "progress">;

/** A model as it is stored. */
export interface ModelRow {
  id: string;
  run: string;
  createdAt: string;
  result: RunResult;
}

/** What the catalogue keeps as JSON; who reads it says what it must hold. */
export type DocumentKind =
  | "alert-destination"
  | "alert-rule"
  | "alert-setting"
  | "alert-suppression"
  | "judgement"
  | "live-setting"
  | "silence";

/** A row as SQLite gives it. */
export type SqlRow = Record<string, unknown>;
