/**
 * The times of records, where a column says them.
 *
 * @module
 */
import { DatasetError } from "../../base/dataset_error.ts";
import { CLOCK_FROM } from "../../datasets/connections/clock_from.ts";
import { timeMilliseconds } from "../../datasets/derive/time_order.ts";
import { type Database, openDatabase, parquetSource } from "../../tables/duckdb.ts";

/** SQL of a column in milliseconds; `null` where its words are no times. */
export async function readableTime(
  database: Database,
  parquet: string,
  column: string,
): Promise<string | null> {
  try {
    return await timeMilliseconds(database, parquet, column);
  } catch (error) {
    if (error instanceof DatasetError) return null;
    throw error;
  }
}

/** When some records came. */
export interface RecordTimes {
  /** Times count from their own start. */
  elapsed: boolean;
  /** In milliseconds, by row number; those without a time are left out. */
  times: Map<number, number>;
}

/**
 * Reads when records came.
 *
 * @param rowNumbers counted from 0
 * @returns `null` where the column holds no times
 */
export async function recordTimes(
  parquet: string,
  column: string,
  rowNumbers: number[],
  options: { spillFolder: string; memoryBytes: number },
): Promise<RecordTimes | null> {
  using database = await openDatabase({ ...options, threads: 1 });
  const time = await readableTime(database, parquet, column);
  if (time === null) return null;
  const rows = await database.rows(
    `SELECT file_row_number, (${time})::DOUBLE AS time ` +
      `FROM ${parquetSource(parquet, { rowNumbers: true })} ` +
      `WHERE file_row_number IN (${[-1, ...rowNumbers].join(", ")})`,
  );
  const times = new Map(
    rows.flatMap(([row, time]) => time === null ? [] : [[Number(row), Number(time)] as const]),
  );
  return { elapsed: Math.max(...times.values()) < CLOCK_FROM, times };
}
