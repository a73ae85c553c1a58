/**
 * The scores of a batch as text, read from its Parquet file as fast as they are taken.
 *
 * @module
 */
import { stringifyCell } from "../../tables/csv_cell.ts";
import {
  type Database,
  openDatabase,
  parquetSource,
  quoteIdentifier,
  quoteLiteral,
} from "../../tables/duckdb.ts";
import { numberCell, textCell } from "../../datasets/export/csv_sql.ts";
import type { Notation } from "../../values/notation.ts";
import { textStream } from "../../datasets/export/text_stream.ts";
import { rowsInOrder } from "../../tables/ordered_rows.ts";
import { storedColumns } from "../../tables/stored_columns.ts";

/** What to export. */
export interface ScoresExport {
  /** The file with the scores. */
  scores: string;
  /** The records of the dataset, to write before their scores; `null` for scores alone. */
  records: string | null;
  /** How its file wrote numbers, by column: see `datasetCsv()`. */
  notations?: ReadonlyMap<string, Notation>;
  /** Rows that at least one model flags, alone. */
  flaggedOnly: boolean;
  format: "csv" | "ndjson";
  /** For what does not fit into memory; it need not exist. */
  spillFolder: string;
  /** That DuckDB may use; beyond that it works on disk. */
  memoryBytes?: number;
}

interface ExportColumn {
  /** In the output. */
  name: string;
  /** As SQL. */
  value: string;
  /** As one CSV cell, in SQL. */
  cell: string;
}

/**
 * The rows as CSV (RFC 4180) or NDJSON, in the order of the dataset. In CSV, cells that a
 * spreadsheet would run as formulas begin with a `'`, and reasons are one text.
 */
export async function exportScores(
  { scores, records, notations = new Map(), flaggedOnly, format, spillFolder, memoryBytes }:
    ScoresExport,
): Promise<ReadableStream<Uint8Array<ArrayBuffer>>> {
  const database = await openDatabase({ spillFolder, memoryBytes, threads: 1 });
  try {
    const columns = [
      ...(records === null ? [] : await recordColumns(database, records, notations)),
      ...await scoreColumns(database, scores),
    ];
    const where = flaggedOnly ? " WHERE s.flagged_by > 0" : "";
    const line = format === "csv" ? csvLine(columns) : jsonLine(columns);
    const header = format === "csv"
      ? columns.map(({ name }) => stringifyCell(name)).join(",") + "\r\n"
      : "";
    const rows = rowsInOrder(database, scores, (rowsOf) => {
      const source = records === null
        ? `${rowsOf(scores)} s`
        : `${rowsOf(records)} d JOIN ${rowsOf(scores)} s USING (file_row_number)`;
      return `SELECT ${line} FROM ${source}${where}`;
    }, columns.length);
    return textStream(database, header, rows);
  } catch (error) {
    database[Symbol.dispose]();
    throw error;
  }
}

async function recordColumns(
  database: Database,
  records: string,
  notations: ReadonlyMap<string, Notation>,
): Promise<ExportColumn[]> {
  return [...await storedColumns(database, records)].map(([name, type]) => {
    const value = `d.${quoteIdentifier(name)}`;
    return {
      name,
      value,
      cell: type === "numeric" ? numberCell(value, notations.get(name)) : textCell(value),
    };
  });
}

async function scoreColumns(database: Database, scores: string): Promise<ExportColumn[]> {
  const rows = await database.rows(
    `SELECT column_name, column_type FROM (DESCRIBE FROM ${parquetSource(scores)})`,
  );
  return rows.map(([name, type]) => {
    const value = `s.${quoteIdentifier(String(name))}`;
    return { name: String(name), value, cell: cellOf(value, String(type)) };
  });
}

function cellOf(value: string, type: string): string {
  if (type === "VARCHAR") return textCell(value);
  if (type === "BOOLEAN") return `coalesce(CAST(CAST(${value} AS INTEGER) AS VARCHAR), '')`;
  if (!type.endsWith("[]")) return `coalesce(CAST(${value} AS VARCHAR), '')`;
  const reason = "concat(reason.feature, ' ', reason.weight)";
  return textCell(`array_to_string(list_transform(${value}, reason -> ${reason}), '; ')`);
}

function csvLine(columns: ExportColumn[]): string {
  return `concat(${columns.map(({ cell }) => cell).join(", ',', ")}, chr(13), chr(10))`;
}

/** Numbers that JSON has not, infinity and NaN, are null. */
function jsonLine(columns: ExportColumn[]): string {
  const fields = columns.map(({ name, value }) =>
    `${
      quoteLiteral(JSON.stringify(name) + ":")
    }, coalesce(CASE WHEN TRY_CAST(${value} AS DOUBLE) ` +
    `IN ('inf'::DOUBLE, '-inf'::DOUBLE, 'nan'::DOUBLE) THEN NULL ELSE to_json(${value})::VARCHAR END, 'null')`
  );
  return `concat('{', ${fields.join(", ',', ")}, '}', chr(10))`;
}
