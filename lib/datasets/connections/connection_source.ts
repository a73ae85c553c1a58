import type { Database } from "../../tables/duckdb.ts";
import type { ConnectionColumns } from "../../values/connections/connection_columns.ts";
import type { ConnectionSource } from "../../values/connections/read_connection.ts";
import { findTime } from "./find_time.ts";

/**
 * How the records of a dataset say what connections are, so that single records can be read alike.
 *
 * @returns `null` where no times can be read
 */
export async function connectionSource(
  database: Database,
  parquet: string,
  { columns, stateNotation }: ConnectionColumns,
): Promise<ConnectionSource | null> {
  const time = await findTime(database, parquet, columns.time ?? []);
  return time && {
    columns: { ...columns, time: [time.column] },
    stateNotation,
    timeReading: time.reading,
  };
}
