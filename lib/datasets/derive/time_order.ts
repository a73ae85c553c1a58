/**
 * Rows in the order of their time stamps, whatever way these are written.
 *
 * @module
 */
import { halfClocks, halfClockWarning } from "../content/half_clocks.ts";
import {
  type Database,
  parquetSource,
  quoteIdentifier,
  quoteLiteral,
} from "../../tables/duckdb.ts";
import { storedColumns, storedType } from "../../tables/stored_columns.ts";
import { DatasetError } from "../../base/dataset_error.ts";
import { TIME_READINGS, TIME_UNITS, type TimeReading } from "../../values/connections/read_time.ts";
import type { Choice } from "./choice.ts";

const CLOCKS = [
  "%H:%M:%S.%f",
  "%H:%M:%S",
  "%H:%M",
  "%I:%M:%S %p",
  "%I:%M %p",
];

/** Dates with every clock behind them and with none. */
function withClocks(dates: string[]): string {
  const formats = dates.flatMap((date) => [...CLOCKS.map((clock) => `${date} ${clock}`), date]);
  return `[${formats.map(quoteLiteral).join(", ")}]`;
}

/** What ends a word that says in which zone it is. */
const ZONE = String.raw`\d{2}:\d{2}.*(z|[+-]\d{2}(:?\d{2})?)$`;

/** A word as DuckDB reads it, in UTC; its cast to a timestamp alone would leave the zone out. */
function inUtc(word: string): string {
  return `CASE WHEN regexp_matches(${word}, ${quoteLiteral(ZONE)}, 'i') ` +
    `THEN make_timestamp(epoch_us(TRY_CAST(${word} AS TIMESTAMPTZ))) ` +
    `ELSE TRY_CAST(${word} AS TIMESTAMP) END`;
}

/** Ways to read a word as a time, as SQL of the word; the first that reads all words is taken. */
const READINGS: Record<TimeReading, (word: string) => string> = {
  yearFirst: (word) =>
    `coalesce(${inUtc(word)}, try_strptime(${word}, ${withClocks(["%Y/%m/%d"])}))`,
  dayFirst: (word) => `try_strptime(${word}, ${withClocks(["%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y"])})`,
  monthFirst: (word) => `try_strptime(${word}, ${withClocks(["%m/%d/%Y", "%m-%d-%Y"])})`,
};

/**
 * SQL to order rows by a column of time stamps: numbers as they are, words read as dates. Rows
 * without a time are first.
 *
 * @throws {DatasetError} when the words of the column cannot be read
 */
export async function timeOrder(
  { database, parquet }: Choice,
  column: string,
): Promise<{ sql: string; warnings: string[] }> {
  const { sql, warnings } = await timeValue(database, parquet, column);
  return { sql: `${sql} NULLS FIRST`, warnings };
}

/**
 * SQL of a column of time stamps: a number as it is, words as a timestamp.
 *
 * @returns `reading`: how its words were read, `null` for numbers
 * @throws {DatasetError} when the words of the column cannot be read
 */
async function timeValue(
  database: Database,
  parquet: string,
  column: string,
): Promise<{ sql: string; reading: TimeReading | null; warnings: string[] }> {
  const name = quoteIdentifier(column);
  if (storedType(await storedColumns(database, parquet), column) === "numeric") {
    return { sql: name, reading: null, warnings: [] };
  }
  const readings = TIME_READINGS.map((reading) => [reading, READINGS[reading]] as const);
  const [[words, example, ...read]] = await database.rows(
    `SELECT count(word), min(word), ${
      readings.map(([, read]) => `count(${read("word")})`).join(", ")
    } FROM (SELECT DISTINCT ${name} AS word FROM ${parquetSource(parquet)})`,
  );
  const complete = readings.filter((_, i) => Number(read[i]) === Number(words));
  if (complete.length === 0) {
    throw new DatasetError(
      `The words in "${column}", such as "${String(example).slice(0, 50)}", cannot be read as ` +
        `points in time. Split by the order of rows instead.`,
    );
  }
  const [[taken, sql]] = complete;
  const [halfClock] = await halfClocks(database, parquet, [column]);
  const ambiguous = taken === "dayFirst" && complete.length > 1;
  return {
    sql: sql(name),
    reading: taken,
    warnings: [
      ...(ambiguous
        ? [`Dates in "${column}", such as ${example}, were read with the day before the month.`]
        : []),
      ...(halfClock === undefined ? [] : [halfClockWarning(halfClock)]),
    ],
  };
}

/**
 * SQL of a column of time stamps as milliseconds, `NULL` where a row has none. Numbers are seconds,
 * or what their size says: milliseconds, microseconds or nanoseconds since 1970.
 *
 * @throws {DatasetError} when the words of the column cannot be read
 */
export async function timeMilliseconds(
  database: Database,
  parquet: string,
  column: string,
): Promise<string> {
  return (await readMilliseconds(database, parquet, column)).sql;
}

/** The same, with how its words were read: `null` for numbers. */
export async function readMilliseconds(
  database: Database,
  parquet: string,
  column: string,
): Promise<{ sql: string; reading: TimeReading | null }> {
  const { sql, reading } = await timeValue(database, parquet, column);
  if (reading !== null) return { sql: `(epoch_us(${sql}) / 1000)::DOUBLE`, reading };
  const arms = TIME_UNITS.map(({ from, perMillisecond }) =>
    `WHEN abs(${sql}) >= ${from} THEN ${sql} / ${perMillisecond}`
  );
  return {
    sql: `CASE WHEN isfinite(${sql}) THEN CASE ${arms.join(" ")} ELSE ${sql} * 1000 END END`,
    reading,
  };
}
