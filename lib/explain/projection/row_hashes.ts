import { openDatabase, parquetSource } from "../../tables/duckdb.ts";
import type { FrameRequestColumn } from "../../tables/frame/frame_request.ts";
import { numbersOf, scatter } from "../../tables/frame/chunk_values.ts";
import { rowHash } from "../../training/overlap/count_overlap.ts";

/**
 * A hash of some columns of each row of a dataset, by row number: 53 bits, so that among a million
 * different rows two have the same with a chance of 1 in 18,000.
 *
 * @param parquet the dataset
 */
export async function rowHashes(
  parquet: string,
  features: FrameRequestColumn[],
  memoryBytes: number,
): Promise<Float64Array> {
  using database = await openDatabase({
    spillFolder: `${parquet}.${crypto.randomUUID()}`,
    memoryBytes,
  });
  const [[count]] = await database.rows(`SELECT count(*) FROM ${parquetSource(parquet)}`);
  const hashes = new Float64Array(Number(count));
  const hashed = await rowHash(database, parquet, { features }, undefined);
  const query = `SELECT CAST(row_hash >> 11 AS DOUBLE), file_row_number::UINTEGER ` +
    `FROM (SELECT file_row_number, ${hashed})`;
  for await (const chunk of database.chunks(query)) {
    scatter(hashes, numbersOf(chunk, 0), numbersOf(chunk, 1));
  }
  return hashes;
}
