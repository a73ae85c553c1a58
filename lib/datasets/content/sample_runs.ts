/**
 * Runs of consecutive rows, at equal distances through a dataset.
 *
 * @module
 */
import { type Database, parquetSource, quoteIdentifier } from "../../tables/duckdb.ts";

/** Rows of a run. */
const RUN_ROWS = 100;
/** Rows of all runs together. Smaller datasets are read whole. */
const ROWS = 4_000;

/**
 * Reads the same rows of several columns.
 *
 * @returns for each column its runs in the order of the file; missing values are left out
 */
export async function sampleRuns(
  database: Database,
  parquetPath: string,
  rows: number,
  columns: string[],
): Promise<(string | number)[][][]> {
  if (columns.length === 0 || rows === 0) return columns.map(() => []);
  const whole = rows <= ROWS;
  const distance = whole ? rows : Math.floor(rows / (ROWS / RUN_ROWS));
  const length = whole ? rows : RUN_ROWS;
  const found = await database.rows(
    `SELECT file_row_number, ${columns.map(quoteIdentifier).join(", ")} ` +
      `FROM ${parquetSource(parquetPath, { rowNumbers: true })} ` +
      `WHERE file_row_number % ${distance} < ${length} ORDER BY file_row_number`,
  );
  return columns.map((_, i) => {
    const runs = new Map<number, (string | number)[]>();
    for (const row of found) {
      const value = row[i + 1];
      if (value === null) continue;
      const run = Math.floor(Number(row[0]) / distance);
      if (!runs.has(run)) runs.set(run, []);
      runs.get(run)!.push(value as string | number);
    }
    return [...runs.values()];
  });
}
