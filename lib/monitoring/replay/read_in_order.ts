/**
 * The records of a dataset one after the other.
 *
 * @module
 */
import { openDatabase, parquetSource, quoteIdentifier } from "../../tables/duckdb.ts";
import { timeMilliseconds } from "../../datasets/derive/time_order.ts";
import { rowsInOrder } from "../../tables/ordered_rows.ts";
import { storedColumns } from "../../tables/stored_columns.ts";
import type { InputRecord } from "../../learning/features/input.ts";

/** A record and its time. */
export interface TimedRecord {
  record: InputRecord;
  /** In milliseconds; `null` where it has none or none is asked for. */
  time: number | null;
}

/**
 * Reads records as they are asked for, a few thousand at a time.
 *
 * @param timeColumn to order by, `null` for the order of the dataset
 * @param options memory that DuckDB may use, beyond which it orders on disk, and what ends the reading
 * @throws {DatasetError} when there is no such column or its words are no times
 */
export async function* readInOrder(
  parquet: string,
  timeColumn: string | null,
  { memoryBytes, signal }: { memoryBytes: number; signal: AbortSignal },
): AsyncGenerator<TimedRecord> {
  using database = await openDatabase({
    spillFolder: `${parquet}.${crypto.randomUUID()}`,
    memoryBytes,
    signal,
  });
  const columns = [...(await storedColumns(database, parquet)).keys()];
  const time = timeColumn === null ? null : await timeMilliseconds(database, parquet, timeColumn);
  const values = `${columns.map(quoteIdentifier).join(", ")}, ${time ?? "NULL"}`;
  const chunks = time === null
    ? rowsInOrder(
      database,
      parquet,
      (rowsOf) => `SELECT ${values} FROM ${rowsOf(parquet)}`,
      columns.length,
    )
    : database.chunks(
      `SELECT ${values} FROM ${parquetSource(parquet, { rowNumbers: true })} ` +
        `ORDER BY ${time} NULLS FIRST, file_row_number`,
    );
  for await (const chunk of chunks) {
    for (const row of chunk.getRows()) {
      const values = columns.map((name, i) => [name, plainValue(row[i])] as const);
      const at = row[columns.length];
      yield { record: Object.fromEntries(values), time: typeof at === "number" ? at : null };
    }
  }
}

/** Datasets hold numbers, infinite ones among them, and words. */
function plainValue(value: unknown): string | number | null {
  if (typeof value === "number") return value;
  return value === null || value === undefined ? null : String(value);
}
