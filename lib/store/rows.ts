/**
 * What the catalogue stores, and how it reads it back.
 *
 * @module
 */
import type { Batch } from "../resources/batch.ts";
import type { DatasetOrigin } from "../resources/dataset_origin.ts";
import type { DatasetFormat, DatasetProfile, DatasetStatus } from "../resources/dataset.ts";
import type { Run, RunResult } from "../resources/run.ts";

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

/** A model as it is stored. */
export interface ModelRow {
  id: string;
  run: string;
  createdAt: string;
  result: RunResult;
}

/** What the catalogue keeps as it is, without knowing what stands in it. */
export type DocumentKind =
  | "alert"
  | "alert-destination"
  | "alert-rule"
  | "alert-setting"
  | "alert-suppression"
  | "live-setting";

/** A row as SQLite gives it. */
export type SqlRow = Record<string, unknown>;

/** Reads a row back. */
export function toDataset(row: SqlRow): DatasetRow {
  return {
    id: row.id as string,
    name: row.name as string,
    status: row.status as DatasetStatus,
    origin: JSON.parse(row.origin as string) as DatasetOrigin,
    requestedFormat: row.requested_format as DatasetFormat | null,
    bytes: row.bytes as number,
    createdAt: row.created_at as string,
    attempts: row.attempts as number,
    error: row.error as string | null,
    profile: row.profile === null ? null : JSON.parse(row.profile as string) as DatasetProfile,
  };
}

/** Reads a row back. */
export function toBatch(row: SqlRow): BatchRow {
  return JSON.parse(row.batch as string) as BatchRow;
}

/** Reads a row back. */
export function toRun(row: SqlRow): RunRow {
  return JSON.parse(row.run as string) as RunRow;
}

/** Reads a row back. */
export function toModel(row: SqlRow): ModelRow {
  return {
    id: row.id as string,
    run: row.run as string,
    createdAt: row.created_at as string,
    result: JSON.parse(row.result as string) as RunResult,
  };
}

/** The models that a run has made, as they are stored. */
export function modelsOf({ id, results, createdAt, finishedAt }: RunRow): ModelRow[] {
  return results.map((result) => ({
    id: result.model,
    run: id,
    createdAt: finishedAt ?? createdAt,
    result,
  }));
}
