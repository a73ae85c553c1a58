/**
 * What the catalogue stores, and how it reads it back.
 *
 * @module
 */
import { type Detection, storedDetectionSchema } from "../resources/detection.ts";
import { type Batch, batchSchema } from "../resources/batch.ts";
import {
  DATASET_FORMATS,
  type DatasetFormat,
  type DatasetProfile,
  datasetProfileSchema,
  type DatasetStatus,
  datasetStatusSchema,
} from "../resources/dataset.ts";
import { z } from "zod";
import { type DatasetOrigin, datasetOriginSchema } from "../resources/dataset_origin.ts";
import { type Run, runSchema } from "../resources/run.ts";
import { type RunResult, runResultSchema } from "../resources/run_result.ts";
import type { DamagedRowError, RowChecker } from "./damaged_row.ts";

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

const storedRun = runSchema.omit({ progress: true });
const storedBatch = batchSchema.omit({ progress: true });
const requestedFormat = z.enum(DATASET_FORMATS).nullable();

/**
 * Reads a row back.
 *
 * @throws {DamagedRowError} when it cannot be read
 */
export function toDataset(row: SqlRow, checker: RowChecker): DatasetRow {
  const id = row.id as string;
  checker.check(id, "status", row.status, datasetStatusSchema);
  checker.check(id, "requested_format", row.requested_format, requestedFormat);
  const read: DatasetRow = {
    id,
    name: row.name as string,
    status: row.status as DatasetStatus,
    origin: checker.parse(id, "origin", row.origin, datasetOriginSchema),
    requestedFormat: row.requested_format as DatasetFormat | null,
    bytes: row.bytes as number,
    createdAt: row.created_at as string,
    attempts: row.attempts as number,
    error: row.error as string | null,
    profile: row.profile === null
      ? null
      : checker.parse(id, "profile", row.profile, datasetProfileSchema),
  };
  checker.trust(id);
  return read;
}

/** What a damaged dataset is listed as. */
export function damagedDataset(row: SqlRow, { message }: DamagedRowError): DatasetRow {
  const name = row.name as string;
  return {
    id: row.id as string,
    name,
    status: "failed",
    origin: { type: "upload", file: name },
    requestedFormat: null,
    bytes: row.bytes as number,
    createdAt: row.created_at as string,
    attempts: row.attempts as number,
    error: message,
    profile: null,
  };
}

/**
 * Reads a row back.
 *
 * @throws {DamagedRowError} when it cannot be read
 */
export function toBatch(row: SqlRow, checker: RowChecker): BatchRow {
  const id = row.id as string;
  const read = checker.parse(id, "batch", row.batch, storedBatch);
  checker.trust(id);
  return read;
}

/** What a damaged batch is listed as. */
export function damagedBatch(row: SqlRow, { message }: DamagedRowError): BatchRow {
  const id = row.id as string;
  const name = nameIn(row.batch) ?? id;
  return {
    id,
    name,
    status: "failed",
    request: { name, dataset: "", models: [], explain: "none" },
    datasetName: "",
    createdAt: row.created_at as string,
    startedAt: null,
    finishedAt: null,
    error: message,
    result: null,
  };
}

/**
 * Reads a row back.
 *
 * @throws {DamagedRowError} when it cannot be read
 */
export function toDetection(row: SqlRow, checker: RowChecker): DetectionRow {
  const id = row.id as string;
  const read = checker.parse(id, "detection", row.detection, storedDetectionSchema);
  checker.trust(id);
  return read;
}

/** What a damaged detection is listed as. */
export function damagedDetection(row: SqlRow, { message }: DamagedRowError): DetectionRow {
  const id = row.id as string;
  const name = nameIn(row.detection) ?? id;
  return {
    id,
    name,
    status: "failed",
    request: { name, dataset: "", baseline: "unknown", checks: "all", timeZone: "UTC" },
    dataset: "",
    datasetName: "",
    createdAt: row.created_at as string,
    startedAt: null,
    finishedAt: null,
    error: message,
  };
}

/**
 * Reads a row back.
 *
 * @throws {DamagedRowError} when it cannot be read
 */
export function toRun(row: SqlRow, checker: RowChecker): RunRow {
  const id = row.id as string;
  const read = checker.parse(id, "run", row.run, storedRun);
  checker.trust(id);
  return read;
}

/** What a damaged run is listed as. */
export function damagedRun(row: SqlRow, { message }: DamagedRowError): RunRow {
  const id = row.id as string;
  const name = nameIn(row.run) ?? id;
  return {
    id,
    name,
    status: "failed",
    request: {
      name,
      train: "",
      features: "all",
      encoding: "one-hot",
      scaling: "standard",
      dropDuplicates: false,
      seed: 0,
      detectors: [],
    },
    trainName: "",
    testName: null,
    createdAt: row.created_at as string,
    startedAt: null,
    finishedAt: null,
    error: message,
    warnings: [],
    data: null,
    results: [],
  };
}

/**
 * Reads a row back.
 *
 * @throws {DamagedRowError} when it cannot be read
 */
export function toModel(row: SqlRow, checker: RowChecker): ModelRow {
  const id = row.id as string;
  const read: ModelRow = {
    id,
    run: row.run as string,
    createdAt: row.created_at as string,
    result: checker.parse(id, "result", row.result, runResultSchema),
  };
  checker.trust(id);
  return read;
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

/** The name in damaged JSON, as far as that can be told. */
function nameIn(json: unknown): string | null {
  try {
    const { name } = JSON.parse(json as string);
    return typeof name === "string" ? name : null;
  } catch {
    return null;
  }
}
