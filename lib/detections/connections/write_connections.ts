/**
 * The connections of a dataset in time order, with what models say about them.
 *
 * @module
 */
import {
  type Database,
  openDatabase,
  PARQUET_FORMAT,
  parquetSource,
  quoteIdentifier,
  quoteLiteral,
} from "../../tables/duckdb.ts";
import type { ConnectionColumns } from "../../values/connections/connection_columns.ts";
import { CLOCK_FROM } from "../../datasets/connections/clock_from.ts";
import { numberNames } from "../../datasets/connections/number_names.ts";
import { connectionSql } from "../../datasets/connections/connection_sql.ts";

/** What to read and where to write. */
export interface WriteOptions {
  /** The records of the dataset. */
  parquet: string;
  /** The scores of its records by models: see `ScoresFile`; `null` where there are none. */
  scores: string | null;
  /** Names of the models before their columns in that file. */
  models: string[];
  columns: ConnectionColumns;
  /** File to make. */
  path: string;
  /** Folder for what does not fit into memory. */
  spillFolder: string;
  memoryBytes: number;
}

/** What was written. */
export interface WrittenConnections {
  /** Records of the dataset, and so rows of the file. */
  records: number;
  /** Those with a time and two hosts; behaviour checks read these alone. */
  connections: number;
  flagged: number;
  /** Milliseconds since 1970; `null` where no record has a time. */
  span: { from: number; to: number } | null;
  /** Whether times count from the start of a capture. */
  isElapsed: boolean;
}

/**
 * Writes a row for each record: its number in the dataset, the canonical fields of
 * `ConnectionBlock`, severity and verdict, and which model (from 0) finds it worst. Rows are in time order; those without a time
 * come last, in the order of the dataset. `source_code`, `destination_code` and `service_code` number
 * the names, from 0.
 */
export async function writeConnections(options: WriteOptions): Promise<WrittenConnections> {
  const { parquet, path, spillFolder, memoryBytes } = options;
  using database = await openDatabase({ spillFolder, memoryBytes });
  const { error: _, ...sql } = await connectionSql(database, parquet, options.columns);
  const records = `FROM ${parquetSource(parquet, { rowNumbers: true })}`;
  await numberNames(database, "hosts", [sql.source, sql.destination], records);
  await numberNames(database, "services", [sql.service], records);
  const fields = Object.entries(sql).map(([name, value]) => `${value} AS ${name}`).join(", ");
  await database.run(
    `COPY (SELECT c.row, c.* EXCLUDE (row), s.code AS source_code, d.code AS destination_code, ` +
      `v.code AS service_code, ${verdictSql(options)} ` +
      `FROM (SELECT file_row_number AS row, ${fields} ${records}) c ` +
      `LEFT JOIN hosts s ON s.name = c.source LEFT JOIN hosts d ON d.name = c.destination ` +
      `LEFT JOIN services v ON v.name = c.service ${scoresSql(options)} ` +
      `ORDER BY c.time NULLS LAST, c.row) TO ${quoteLiteral(path)} (${PARQUET_FORMAT})`,
  );
  return await summarise(database, path);
}

function scoresSql({ scores }: WriteOptions): string {
  return scores === null ? "" : `LEFT JOIN ${parquetSource(scores)} m ON m.row = c.row + 1`;
}

/** The worst that a model says about the record, and whether one of them flags it. */
function verdictSql({ scores, models }: WriteOptions): string {
  if (scores === null || models.length === 0) {
    return "NULL::FLOAT AS severity, false AS flagged, NULL::INTEGER AS worst_model";
  }
  const severities = models.map((name) => `m.${quoteIdentifier(`${name}_severity`)}`);
  const worst = `greatest(${severities.join(", ")})`;
  return `${worst}::FLOAT AS severity, coalesce(m.flagged_by, 0) > 0 AS flagged, ` +
    `(list_position([${severities.join(", ")}], ${worst}) - 1)::INTEGER AS worst_model`;
}

async function summarise(database: Database, path: string): Promise<WrittenConnections> {
  const [[records, connections, flagged, from, to]] = await database.rows(
    `SELECT count(*), count(*) FILTER (time IS NOT NULL AND source IS NOT NULL AND ` +
      `destination IS NOT NULL), count(*) FILTER (flagged), min(time), max(time) ` +
      `FROM ${parquetSource(path)}`,
  );
  const span = from === null ? null : { from: Number(from), to: Number(to) };
  return {
    records: Number(records),
    connections: Number(connections),
    flagged: Number(flagged),
    span,
    isElapsed: span !== null && span.to < CLOCK_FROM,
  };
}
