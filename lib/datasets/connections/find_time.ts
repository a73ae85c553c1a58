import { DatasetError } from "../../base/dataset_error.ts";
import type { Database } from "../../tables/duckdb.ts";
import type { TimeReading } from "../../values/connections/read_time.ts";
import { readMilliseconds } from "../derive/time_order.ts";

/** A column of times. */
export interface FoundTime {
  column: string;
  /** Its milliseconds since 1970. */
  sql: string;
  /** How its words are read; `null` for numbers. */
  reading: TimeReading | null;
}

/** The first of some columns whose words or numbers can be read as times; `null` where none can. */
export async function findTime(
  database: Database,
  parquet: string,
  names: readonly string[],
): Promise<FoundTime | null> {
  for (const column of names) {
    try {
      return { column, ...await readMilliseconds(database, parquet, column) };
    } catch (error) {
      if (!(error instanceof DatasetError)) throw error;
    }
  }
  return null;
}
