/**
 * How many rows of one dataset also appear in another, counted by DuckDB.
 *
 * @module
 */
import { type Database, openDatabase, parquetSource } from "../../tables/duckdb.ts";
import { finiteFloat } from "../../tables/frame/chunk_values.ts";
import {
  matchColumns,
  storedColumns,
  storedText,
  type StoredType,
} from "../../tables/stored_columns.ts";
import type { OverlapQuestion } from "./request.ts";

/** How often rows repeat within two datasets and across both. */
export interface Overlap {
  train: SideCount;
  /** `overlap`: rows of test that also appear in train. */
  test: SideCount & { overlap: number };
  /** Whether labels had to be equal too. */
  withLabels: boolean;
}

/** Rows, and how many of them repeat an earlier one. */
export interface SideCount {
  rows: number;
  duplicates: number;
}

/** What to count in, and how. */
export interface OverlapOptions {
  /** Parquet files. */
  train: string;
  test: string;
  /** Folder for what does not fit into memory; it need not exist. */
  spillFolder: string;
  memoryBytes?: number;
}

/**
 * Counts rows whose features and labels are equal, numbers as the 32-bit floats that detectors see:
 * infinite values are missing ones.
 *
 * Rows are compared by a 64-bit hash of their values, so that a count over n different rows is off
 * by about n² / 2⁶⁵ rows: less than 0.00001 for ten million.
 */
export async function countOverlap(
  question: Pick<OverlapQuestion, "features" | "labels">,
  { train, test, ...options }: OverlapOptions,
): Promise<Overlap> {
  using database = await openDatabase(options);
  const labels = question.labels;
  const [[rows, kinds, testRows, testKinds, overlap]] = await database.rows(
    `SELECT sum(train), count(*) FILTER (train > 0), sum(test), count(*) FILTER (test > 0), ` +
      `sum(test) FILTER (train > 0) FROM (SELECT ` +
      `count(*) FILTER (NOT is_test) AS train, count(*) FILTER (is_test) AS test FROM (` +
      `SELECT false AS is_test, ${await rowHash(database, train, question, labels?.train)} ` +
      `UNION ALL SELECT true, ${await rowHash(database, test, question, labels?.test)}` +
      `) GROUP BY row_hash)`,
  );
  return {
    train: { rows: Number(rows), duplicates: Number(rows) - Number(kinds) },
    test: {
      rows: Number(testRows),
      duplicates: Number(testRows) - Number(testKinds),
      overlap: Number(overlap ?? 0),
    },
    withLabels: labels !== null,
  };
}

/** SQL: the hash of each row of a file, as `row_hash`, and the file it comes from. */
export async function rowHash(
  database: Database,
  parquet: string,
  { features }: Pick<OverlapQuestion, "features">,
  label: string | undefined,
): Promise<string> {
  const stored: Map<string, StoredType> = await storedColumns(database, parquet);
  const own = matchColumns(stored, features.map(({ name }) => name));
  const values = features.map(({ name, type, notation }) =>
    type === "numeric"
      ? finiteFloat(stored, own.get(name)!, notation)
      : storedText(stored, own.get(name)!)
  );
  if (label !== undefined) values.push(storedText(stored, label));
  return `hash(${values.join(", ")}) AS row_hash ` +
    `FROM ${parquetSource(parquet, { rowNumbers: true })}`;
}
