/**
 * Context features as columns of a dataset.
 *
 * @module
 */
import { DuckDBDataChunk, FLOAT, UINTEGER } from "@duckdb/node-api";
import type { ContextBlock } from "../../learning/context/context_block.ts";
import { ContextFeatures, contextNames } from "../../learning/context/context_features.ts";
import type { ContextOptions } from "../../learning/context/context_options.ts";
import { DatasetError } from "../../base/dataset_error.ts";
import {
  type Database,
  type DatabaseOptions,
  openDatabase,
  parquetSource,
  quoteIdentifier,
} from "../../tables/duckdb.ts";
import { numbersOf } from "../../tables/frame/chunk_values.ts";
import { fillColumn } from "../columns/fill_column.ts";
import { connectionSql } from "../connections/connection_sql.ts";
import { numberNames } from "../connections/number_names.ts";
import { findConnectionColumns } from "../connections/find_columns.ts";
import type { DatasetProfile } from "../../resources/dataset.ts";

/** Rows in a chunk: what DuckDB takes at most. */
const CHUNK_ROWS = 2048;
/** The table that the features are collected in. */
const TABLE = "context_features";

/**
 * Computes the features of all records in the order of their times.
 *
 * @param database gets a table of them
 * @param reading options of a separate database, for reading
 * @returns SQL of all columns and the features, in the order of the dataset; records without a time or a
 * host have none
 * @throws {DatasetError} when times cannot be read
 */
export async function selectWithContext(
  database: Database,
  { parquet, profile }: { parquet: string; profile: DatasetProfile },
  options: ContextOptions,
  reading: DatabaseOptions,
): Promise<string> {
  const names = contextNames(options).map(quoteIdentifier);
  const declared = names.map((name) => `${name} FLOAT`).join(", ");
  await database.run(`CREATE TABLE ${TABLE} (row UINTEGER, ${declared})`);
  const table = await database.connection.createAppender(TABLE);
  const features = new ContextFeatures(options);
  let rows = 0;
  using reader = await openDatabase(reading);
  for await (const { block, numbers } of readContextBlocks(reader, parquet, profile)) {
    const values = features.observe(block);
    const types = [UINTEGER, ...names.map(() => FLOAT)];
    const chunk = DuckDBDataChunk.create(types, block.rows);
    fillColumn(chunk, 0, (row) => numbers[row]);
    for (const index of names.keys()) {
      fillColumn(chunk, index + 1, (row) => values[row * names.length + index]);
    }
    table.appendDataChunk(chunk);
    rows += block.rows;
  }
  table.closeSync();
  if (rows === 0) throw new DatasetError("No record has a time and both addresses.");
  const columns = profile.columns.map(({ name }) => `d.${quoteIdentifier(name)}`);
  return `SELECT ${columns.join(", ")}, ${
    names.map((name) => `c.${name}::DOUBLE AS ${name}`).join(", ")
  } FROM ${parquetSource(parquet, { rowNumbers: true })} d ` +
    `LEFT JOIN ${TABLE} c ON c.row = d.file_row_number ORDER BY d.file_row_number`;
}

/** Blocks of connections in time order, with the numbers of their rows. */
async function* readContextBlocks(
  database: Database,
  parquet: string,
  profile: DatasetProfile,
): AsyncGenerator<{ block: ContextBlock; numbers: ArrayLike<number> }> {
  const sql = await connectionSql(database, parquet, findConnectionColumns(profile.columns));
  const service = `coalesce(${sql.service}, ${sql.destination_port}::VARCHAR)`;
  const records = `FROM ${parquetSource(parquet, { rowNumbers: true })}`;
  await numberNames(database, "hosts", [sql.source, sql.destination], records);
  await numberNames(database, "services", [service], records);
  const chunks = database.chunks(
    `SELECT row::DOUBLE, time, s.code, d.code, v.code, source_port, destination_port, error ` +
      `FROM (SELECT file_row_number AS row, ${sql.time} AS time, ${sql.source} AS source, ` +
      `${sql.destination} AS destination, ${service} AS service, ${sql.source_port} AS source_port, ` +
      `${sql.destination_port} AS destination_port, ${sql.error}::INTEGER AS error ${records}) ` +
      `JOIN hosts s ON s.name = source JOIN hosts d ON d.name = destination ` +
      `JOIN services v ON v.name = service WHERE time IS NOT NULL ORDER BY time, row`,
  );
  for await (const chunk of chunks) {
    if (chunk.rowCount > CHUNK_ROWS) throw new RangeError("A chunk is larger than it may be.");
    const column = (index: number) => numbersOf(chunk, index);
    yield {
      numbers: column(0),
      block: {
        rows: chunk.rowCount,
        time: Float64Array.from(column(1)),
        source: Int32Array.from(column(2)),
        destination: Int32Array.from(column(3)),
        service: Int32Array.from(column(4)),
        sourcePort: Int32Array.from(column(5)),
        destinationPort: Int32Array.from(column(6)),
        error: Uint8Array.from(column(7)),
      },
    };
  }
}
