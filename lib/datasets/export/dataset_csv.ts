import type { Notation } from "../../values/notation.ts";
import { stringifyCell } from "../../tables/csv_cell.ts";
import { openDatabase } from "../../tables/duckdb.ts";
import { rowsInOrder } from "../../tables/ordered_rows.ts";
import { storedColumns } from "../../tables/stored_columns.ts";
import { csvLine } from "./csv_sql.ts";
import { textStream } from "./text_stream.ts";

/**
 * The records of a stored dataset as CSV (RFC 4180): names first, then the rows in their order.
 * Numbers read back as they are; cells that a spreadsheet would run as formulas begin with a `'`.
 *
 * Rows are read as fast as they are taken, some thousand at a time. Cancel the stream to stop.
 *
 * @param parquet file of the records
 * @param spillFolder for what does not fit into memory; it need not exist
 * @param notations how its file wrote numbers, by column: texts that these would read as other numbers
 * get a zero behind their decimals
 * @param memoryBytes that DuckDB may use; beyond that it works on disk
 */
export async function datasetCsv(
  parquet: string,
  spillFolder: string,
  notations: ReadonlyMap<string, Notation> = new Map(),
  memoryBytes?: number,
): Promise<ReadableStream<Uint8Array<ArrayBuffer>>> {
  const database = await openDatabase({ spillFolder, memoryBytes, threads: 1 });
  try {
    const columns = await storedColumns(database, parquet);
    const header = [...columns.keys()].map(stringifyCell).join(",") + "\r\n";
    const rows = rowsInOrder(
      database,
      parquet,
      (rowsOf) => `SELECT ${csvLine(columns, notations)} FROM ${rowsOf(parquet)}`,
      columns.size,
    );
    return textStream(database, header, rows);
  } catch (error) {
    database[Symbol.dispose]();
    throw error;
  }
}
