/**
 * What the ingest of every kind of file shares.
 *
 * @module
 */
import { DatasetError } from "../../base/dataset_error.ts";
import type { CaptureProfile } from "../../resources/capture_profile.ts";
import type { DatasetFormat, DatasetProfile } from "../../resources/dataset.ts";
import type { CaptureReading } from "../../resources/dataset_origin.ts";
import type { Database } from "../../tables/duckdb.ts";
import type { ResolvedLimits } from "../limits.ts";
import type { PhaseProgress } from "../progress.ts";
import type { Upload } from "./source/upload.ts";
import type { TypedColumn } from "./text/typed_column.ts";

/** What the steps of an ingest share. */
export interface Work {
  upload: Upload;
  database: Database;
  folder: string;
  /** The Parquet file to write. */
  target: string;
  limits: ResolvedLimits;
  signal?: AbortSignal;
  progress: (phase: string, share: number) => PhaseProgress;
  capture?: CaptureReading;
}

/** What was written. */
export interface Written {
  format: DatasetFormat;
  columns: TypedColumn[];
  rows: number;
  rejected: DatasetProfile["rejected"];
  warnings: string[];
  /** Of captures alone. */
  capture?: CaptureProfile;
}

/** @throws {DatasetError} where there are more columns than the limits allow */
export function refuseWideTable(columns: number, { maxColumns }: ResolvedLimits): void {
  if (columns <= maxColumns) return;
  throw new DatasetError(
    `The file has ${columns} columns; the limit is ${maxColumns}. Leave out those that do not ` +
      `describe traffic.`,
  );
}

/** @throws {DatasetError} where there are more records than the limits allow */
export function refuseTooManyRows(rows: number, { maxRows }: ResolvedLimits): void {
  if (maxRows === null || rows <= maxRows) return;
  throw new DatasetError(
    `The file has ${rows} records; the limit is ${maxRows}. Split it into smaller files.`,
  );
}

/** The error of a file without a single record. */
export function nothingLeft(rejected: DatasetProfile["rejected"]): DatasetError {
  if (rejected.count === 0) {
    return new DatasetError("The file has a header and no records.");
  }
  const reasons = rejected.first.slice(0, 3)
    .map(({ line, reason }) => `line ${line}: ${reason}`)
    .join("; ");
  return new DatasetError(`No line of the file could be read. The first faults are: ${reasons}.`);
}
