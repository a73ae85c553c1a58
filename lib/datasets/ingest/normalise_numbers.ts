/**
 * What a number of a stored dataset can be: a finite 32-bit float, infinite, or missing.
 *
 * @module
 */
import {
  type Database,
  parquetSource,
  quoteIdentifier,
  quoteLiteral,
} from "../../tables/duckdb.ts";
import { writeInOrder } from "../../tables/ordered_rows.ts";
import { isStorable, storable } from "../../tables/numbers.ts";

/**
 * Makes NaN missing and what lies beyond 32-bit floats infinite, in a Parquet file that DuckDB wrote.
 *
 * Most files hold neither. The ranges in a file's footer tell which columns may, so that a file is
 * written a second time only where there is a reason.
 *
 * @param path the file; another one takes its place
 */
export async function normaliseNumbers(database: Database, path: string): Promise<void> {
  const doubtful = new Set(await doubtfulColumns(database, path));
  if (doubtful.size === 0) return;
  const columns = await database.rows(
    `SELECT column_name FROM (DESCRIBE FROM ${parquetSource(path)})`,
  );
  const values = columns.map(([column]) => {
    const name = quoteIdentifier(String(column));
    return doubtful.has(String(column)) ? `${storable(name)} AS ${name}` : name;
  });
  const normalised = `${path}.normalised`;
  await writeInOrder(
    database,
    `SELECT ${values.join(", ")} FROM ${parquetSource(path)}`,
    normalised,
  );
  await Deno.rename(normalised, path);
}

/** Columns of numbers whose range is not known to be finite: DuckDB gives none where it saw NaN. */
async function doubtfulColumns(database: Database, path: string): Promise<string[]> {
  const bound = (value: string) => isStorable(`TRY_CAST(${value} AS DOUBLE)`);
  const rows = await database.rows(
    `SELECT DISTINCT path_in_schema FROM parquet_metadata([${quoteLiteral(path)}]) ` +
      `WHERE type = 'DOUBLE' AND num_values > coalesce(stats_null_count, 0) ` +
      `AND NOT coalesce(${bound("stats_min_value")} AND ${bound("stats_max_value")}, false)`,
  );
  return rows.map(([name]) => String(name));
}
