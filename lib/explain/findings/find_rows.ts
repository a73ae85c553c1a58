/**
 * When and by whom flagged records came, counted where the data lie.
 *
 * @module
 */
import { DuckDBDataChunk, FLOAT, UINTEGER, UTINYINT } from "@duckdb/node-api";
import {
  type Database,
  openDatabase,
  parquetSource,
  quoteIdentifier,
} from "../../tables/duckdb.ts";
import { fillColumn } from "../../datasets/columns/fill_column.ts";
import type { FindingColumns } from "../../datasets/columns/finding_columns.ts";
import { niceWidth } from "../../base/nice_width.ts";
import { CLOCK_FROM } from "../../datasets/connections/clock_from.ts";
import { readableTime } from "./readable_time.ts";
import type { FindingHosts, FindingTimes } from "./types.ts";

/** Rows in a chunk: what DuckDB takes at most. */
const CHUNK_ROWS = 2048;
/** Chunks after which others get their turn. */
const CHUNKS_AT_ONCE = 32;
/** Bars that a chart has room for, and rows that a table has. */
const MOST_INTERVALS = 60;
const MOST_HOSTS = 20;

/** Test rows as a model judges them. */
export interface JudgedRows {
  /** Numbers in the dataset, counted from 0. */
  rowNumbers: Uint32Array;
  scores: Float32Array;
  flags: Uint8Array;
}

/** What was counted, and the times of rows that were asked for. */
export interface CountedRows {
  time: FindingTimes | null;
  hosts: FindingHosts | null;
  destinations: FindingHosts | null;
  /** In milliseconds, by row number. */
  times: Map<number, number>;
}

/**
 * Counts flagged rows by time and host.
 *
 * @param timed numbers of rows whose times to give
 */
export async function findRows(
  parquet: string,
  rows: JudgedRows,
  columns: Pick<FindingColumns, "time" | "host" | "destination">,
  timed: number[],
  options: { spillFolder: string; memoryBytes: number },
): Promise<CountedRows> {
  using database = await openDatabase({ ...options, threads: 1 });
  const time = columns.time === null ? null : await readableTime(database, parquet, columns.time);
  await writeJudged(database, rows);
  const value = (sql: string | null) => sql ?? "NULL";
  const text = (column: string | null) => column && `CAST(${quoteIdentifier(column)} AS VARCHAR)`;
  await database.run(
    `CREATE TEMP TABLE found AS SELECT row, score, flagged = 1 AS flagged, ` +
      `(${value(time)})::DOUBLE AS time, ${value(text(columns.host))} AS source, ` +
      `${value(text(columns.destination))} AS destination ` +
      `FROM ${parquetSource(parquet, { rowNumbers: true })} JOIN judged ON file_row_number = row`,
  );
  const times = await database.rows(
    `SELECT row, time FROM found WHERE time IS NOT NULL AND row IN (${[-1, ...timed].join(", ")})`,
  );
  return {
    time: time === null ? null : await countTimes(database, columns.time!),
    hosts: await countHosts(database, "source", columns.host),
    destinations: await countHosts(database, "destination", columns.destination),
    times: new Map(times.map(([row, time]) => [Number(row), Number(time)])),
  };
}

async function writeJudged(database: Database, { rowNumbers, scores, flags }: JudgedRows) {
  await database.run("CREATE TEMP TABLE judged (row UINTEGER, score FLOAT, flagged UTINYINT)");
  const appender = await database.connection.createAppender("judged");
  for (let from = 0, chunks = 1; from < rowNumbers.length; from += CHUNK_ROWS, chunks++) {
    const count = Math.min(CHUNK_ROWS, rowNumbers.length - from);
    const chunk = DuckDBDataChunk.create([UINTEGER, FLOAT, UTINYINT], count);
    [rowNumbers, scores, flags].forEach((values, index) =>
      fillColumn(chunk, index, (i) => values[from + i])
    );
    appender.appendDataChunk(chunk);
    if (chunks % CHUNKS_AT_ONCE === 0) await new Promise((resolve) => setTimeout(resolve));
  }
  appender.closeSync();
}

async function countTimes(database: Database, column: string): Promise<FindingTimes | null> {
  const [[from, to, first, last]] = await database.rows(
    "SELECT min(time), max(time), min(time) FILTER (flagged), max(time) FILTER (flagged) FROM found",
  );
  if (from === null) return null;
  const width = niceWidth(Number(to) - Number(from), MOST_INTERVALS - 1);
  const start = Math.floor(Number(from) / width) * width;
  const intervals = Math.floor((Number(to) - start) / width) + 1;
  const recordsOf: number[] = Array(intervals).fill(0);
  const flaggedOf: number[] = Array(intervals).fill(0);
  const counts = await database.rows(
    `SELECT floor((time - ${start}) / ${width}), count(*), count(*) FILTER (flagged) FROM found ` +
      `WHERE time IS NOT NULL GROUP BY 1 ORDER BY 1`,
  );
  for (const [interval, records, flagged] of counts) {
    recordsOf[Number(interval)] = Number(records);
    flaggedOf[Number(interval)] = Number(flagged);
  }
  return {
    column,
    elapsed: Number(to) < CLOCK_FROM,
    from: Number(from),
    to: Number(to),
    firstFlagged: first === null ? null : Number(first),
    lastFlagged: last === null ? null : Number(last),
    start,
    width,
    recordsOf,
    flaggedOf,
  };
}

async function countHosts(
  database: Database,
  side: "source" | "destination",
  column: string | null,
): Promise<FindingHosts | null> {
  if (column === null) return null;
  const byHost =
    `SELECT ${side} AS host, count(*) AS records, count(*) FILTER (flagged) AS flagged, ` +
    `max(score) AS score, min(time) FILTER (flagged) AS first, max(time) FILTER (flagged) AS last ` +
    `FROM found WHERE ${side} IS NOT NULL GROUP BY ${side}`;
  const [[total, flagged]] = await database.rows(
    `SELECT count(*), count(*) FILTER (flagged > 0) FROM (${byHost})`,
  );
  const top = await database.rows(
    `SELECT * FROM (${byHost}) WHERE flagged > 0 ORDER BY flagged DESC, score DESC, host ` +
      `LIMIT ${MOST_HOSTS}`,
  );
  return {
    column,
    total: Number(total),
    flagged: Number(flagged),
    top: top.map(([host, records, flagged, score, first, last]) => ({
      host: String(host),
      records: Number(records),
      flagged: Number(flagged),
      highestScore: Number(score),
      first: first === null ? null : Number(first),
      last: last === null ? null : Number(last),
    })),
  };
}
