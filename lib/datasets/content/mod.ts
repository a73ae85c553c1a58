/**
 * Roles that the values of columns give away, whatever their names.
 *
 * @module
 */
import type { Database } from "../../tables/duckdb.ts";
import type { ColumnProfile, ColumnRole } from "../../resources/dataset.ts";
import { isCounter } from "./counters.ts";
import { isElapsed } from "./elapsed.ts";
import { isEpoch } from "./epochs.ts";
import { sampleRuns } from "./sample_runs.ts";
import { areAddresses, areKeys, areMoments } from "./words.ts";

export { areAddresses, areMoments } from "./words.ts";

/** A column and what was counted of it. */
export type CountedColumn = Pick<
  ColumnProfile,
  "name" | "type" | "missing" | "infinite" | "distinct" | "min" | "max" | "top"
>;

/** A column of numbers with fewer different values counts no records. */
const FEWEST_VALUES = 10;
/** The same as a share of the rows: files of which each is numbered from the start have few. */
const FEWEST_SHARE = 0.005;

/**
 * Tells identifiers and points in time from their values. Only columns that may be one are looked at:
 * counts are exact, the rest is told from runs of rows.
 *
 * @returns one entry a column; `undefined` where the values say nothing
 */
export async function rolesByContent(
  database: Database,
  parquetPath: string,
  rows: number,
  columns: CountedColumn[],
): Promise<(ColumnRole | undefined)[]> {
  const looked = columns.filter((column) => isWorthReading(column, rows));
  const runs = await sampleRuns(database, parquetPath, rows, looked.map(({ name }) => name));
  const roles = new Map(looked.map((column, i) => [column, roleOf(column, rows, runs[i])]));
  return columns.map((column) => roles.get(column));
}

function isWorthReading({ type, distinct, min, max }: CountedColumn, rows: number): boolean {
  if (type === "categorical") return distinct > 0;
  if (min === null || max === null || distinct < 2) return false;
  return distinct >= Math.max(FEWEST_VALUES, FEWEST_SHARE * rows) || max > 1e7;
}

function roleOf(
  { name, type, missing, infinite, distinct, min, max, top }: CountedColumn,
  rows: number,
  runs: (string | number)[][],
): ColumnRole | undefined {
  const present = rows - missing - infinite;
  if (type === "numeric") {
    const column = {
      ...{ name, present, distinct: distinct - (infinite > 0 ? 1 : 0), min: min!, max: max! },
      runs: runs.map((run) => run.map(Number).filter(Number.isFinite)),
    };
    if (isEpoch(column)) return "timestamp";
    if (isCounter(column)) return "identifier";
    return isElapsed(column) ? "timestamp" : undefined;
  }
  const words = runs.map((run) => run.map(String));
  const values = [...new Set([...top.map(({ value }) => value), ...words.flat()])];
  if (areMoments(values)) return "timestamp";
  if (areAddresses(values, name)) return "identifier";
  return areKeys({ name, present, distinct, runs: words }) ? "identifier" : undefined;
}
