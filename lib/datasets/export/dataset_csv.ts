import { stringifyCell } from "../csv_cell.ts";
import { openDatabase, parquetSource } from "../duckdb.ts";
import { storedColumns } from "../stored_columns.ts";
import { csvLine } from "./csv_sql.ts";

/** Enough for the blocks that are being read; several exports may go on at once. */
const MEMORY_BYTES = 2 ** 28;

/**
 * The records of a stored dataset as CSV (RFC 4180): names first, then the rows in their order.
 * Numbers read back as they are; cells that a spreadsheet would run as formulas begin with a `'`.
 *
 * Rows are read as fast as they are taken, some thousand at a time. Cancel the stream to stop.
 *
 * @param parquet file of the records
 * @param spillFolder for what does not fit into memory; it need not exist
 */
export async function datasetCsv(
  parquet: string,
  spillFolder: string,
): Promise<ReadableStream<Uint8Array<ArrayBuffer>>> {
  const database = await openDatabase({ spillFolder, memoryBytes: MEMORY_BYTES });
  try {
    const columns = await storedColumns(database, parquet);
    const encoder = new TextEncoder();
    const header = [...columns.keys()].map(stringifyCell).join(",") + "\r\n";
    const result = await database.connection.stream(
      `SELECT ${csvLine(columns)} FROM ${parquetSource(parquet)}`,
    );
    return new ReadableStream<Uint8Array<ArrayBuffer>>({
      start(controller) {
        controller.enqueue(encoder.encode(header));
      },
      async pull(controller) {
        try {
          const chunk = await result.fetchChunk();
          if (chunk && chunk.rowCount > 0) {
            controller.enqueue(encoder.encode(chunk.getColumnValues(0).join("")));
            return;
          }
          controller.close();
        } catch (error) {
          controller.error(error);
        }
        database[Symbol.dispose]();
      },
      cancel() {
        database[Symbol.dispose]();
      },
    }, { highWaterMark: 1 });
  } catch (error) {
    database[Symbol.dispose]();
    throw error;
  }
}
