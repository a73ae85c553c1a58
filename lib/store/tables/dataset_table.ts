import { z } from "zod";
import {
  DATASET_FORMATS,
  type DatasetFormat,
  datasetProfileSchema,
  type DatasetStatus,
  datasetStatusSchema,
} from "../../resources/dataset.ts";
import { datasetOriginSchema } from "../../resources/dataset_origin.ts";
import type { DatasetRow } from "../rows.ts";
import type { JobTableDefinition } from "./job_table.ts";

const requestedFormat = z.enum(DATASET_FORMATS).nullable();

/** Datasets in the catalogue. */
export const DATASET_TABLE: JobTableDefinition<DatasetRow> = {
  table: "datasets",
  order: "created_at DESC, rowid DESC",
  unfinished: ["ingesting"],

  toRow(row, checker) {
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
  },

  toDamaged(row, { message }) {
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
  },

  write(database, row) {
    database.run(
      `INSERT INTO datasets (id, name, status, origin, requested_format, bytes, created_at, attempts, error, profile)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET name = excluded.name, status = excluded.status,
         bytes = excluded.bytes, attempts = excluded.attempts, error = excluded.error, profile = excluded.profile`,
      row.id,
      row.name,
      row.status,
      JSON.stringify(row.origin),
      row.requestedFormat,
      row.bytes,
      row.createdAt,
      row.attempts,
      row.error,
      row.profile === null ? null : JSON.stringify(row.profile),
    );
  },
};
