/**
 * Rows of Parquet files in the order of the files.
 *
 * DuckDB keeps the order of a file only in plans without joins, and even `IN` with a list of words is
 * a join to it. What depends on the order asks for it here.
 *
 * @module
 */
import type { DuckDBDataChunk } from "@duckdb/node-api";
import { type Database, PARQUET_FORMAT, parquetSource, quoteLiteral } from "./duckdb.ts";

/** Values that are put in order at once, which take some ten bytes each. */
const BLOCK_VALUES = 2 ** 22;

/** SQL: some rows of a Parquet file that has a row for each row of the one that is read. */
export type RowsOf = (path: string) => string;

/**
 * Reads a Parquet file in its order, a block of rows at a time. Memory depends on the block, not on
 * the file; the next block is read when the last one has been taken.
 *
 * @param select SQL of a query over `rowsOf(path)`, which has the column `file_row_number`; two files
 *   are joined `USING (file_row_number)`. It has no `ORDER BY`.
 * @param values columns of the query, for the size of a block
 *
 * @example
 * ```ts
 * import { openDatabase } from "./duckdb.ts";
 * import { rowsInOrder } from "./ordered_rows.ts";
 * import assert from "node:assert/strict";
 *
 * const path = await Deno.makeTempFile();
 * using database = await openDatabase({ spillFolder: `${path}.spill` });
 * await database.run(`COPY (SELECT i FROM range(300000) t(i)) TO '${path}' (FORMAT parquet)`);
 * let next = 0n;
 * for await (const chunk of rowsInOrder(database, path, (rowsOf) => `SELECT i FROM ${rowsOf(path)}`)) {
 *   for (const value of chunk.getColumnValues(0)) assert.equal(value, next++);
 * }
 * assert.equal(next, 300000n);
 * await Deno.remove(path);
 * ```
 */
export async function* rowsInOrder(
  database: Database,
  path: string,
  select: (rowsOf: RowsOf) => string,
  values = 1,
): AsyncGenerator<DuckDBDataChunk, void, undefined> {
  for (const [from, to] of await rowBlocks(database, path, values)) {
    const rowsOf = (path: string) =>
      `(FROM ${parquetSource(path, { rowNumbers: true })} ` +
      `WHERE file_row_number >= ${from} AND file_row_number < ${to})`;
    yield* database.chunks(`${select(rowsOf)} ORDER BY file_row_number`);
  }
}

/** Groups of rows of a file, each cut where it holds too many values: a group is unpacked as a whole. */
async function rowBlocks(
  database: Database,
  path: string,
  values: number,
): Promise<[from: number, to: number][]> {
  const groups = await database.rows(
    `SELECT DISTINCT row_group_id, row_group_num_rows ` +
      `FROM parquet_metadata([${quoteLiteral(path)}]) ORDER BY row_group_id`,
  );
  const most = Math.max(1, Math.floor(BLOCK_VALUES / values));
  const blocks: [number, number][] = [];
  let from = 0;
  for (const [, rows] of groups) {
    const end = from + Number(rows);
    const size = Math.ceil(Number(rows) / Math.ceil(Number(rows) / most));
    for (; from < end; from += size) blocks.push([from, Math.min(end, from + size)]);
    from = end;
  }
  return blocks;
}

/**
 * Writes a Parquet file with the rows of a query in the order that the query has: that of a table or
 * file that it scans, or that of its `ORDER BY`.
 *
 * @throws {TypeError} when the query has no order, for it joins or groups
 */
export async function writeInOrder(
  database: Database,
  select: string,
  path: string,
  onProgress?: (fraction: number) => void,
): Promise<void> {
  const copy = `COPY (${select}) TO ${quoteLiteral(path)} (${PARQUET_FORMAT})`;
  const [[, plan]] = await database.rows(`EXPLAIN (FORMAT json) ${copy}`);
  const [{ name }] = JSON.parse(String(plan));
  if (name !== "BATCH_COPY_TO_FILE") {
    throw new TypeError("The rows of the query have no order; give it an ORDER BY.");
  }
  await database.run(copy, onProgress);
}
