import type { DuckDBDataChunk } from "@duckdb/node-api";
import type { Database } from "../../tables/duckdb.ts";

/**
 * Lines that a database makes, as bytes. They are read as fast as they are taken; the database is
 * closed at the end, on a fault and when the stream is cancelled.
 *
 * @param header before the lines
 * @param chunks whose first column holds lines with their ends
 */
export function textStream(
  database: Database,
  header: string,
  chunks: AsyncGenerator<DuckDBDataChunk, void, undefined>,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  const encoder = new TextEncoder();
  return new ReadableStream<Uint8Array<ArrayBuffer>>({
    start(controller) {
      if (header !== "") controller.enqueue(encoder.encode(header));
    },
    async pull(controller) {
      try {
        const { done, value } = await chunks.next();
        if (!done) return controller.enqueue(encoder.encode(value.getColumnValues(0).join("")));
        controller.close();
      } catch (error) {
        controller.error(error);
      }
      database[Symbol.dispose]();
    },
    async cancel() {
      database.connection.interrupt();
      // Waits for a chunk that is on its way: a database must not be closed while it is at work.
      await chunks.return();
      database[Symbol.dispose]();
    },
  }, { highWaterMark: 1 });
}
