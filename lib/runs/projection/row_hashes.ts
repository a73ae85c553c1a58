import { openDatabase } from "../../datasets/duckdb.ts";
import type { FrameRequestColumn } from "../../datasets/frame.ts";
import { rowHash } from "../overlap/count_overlap.ts";

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
  const hashes: number[] = [];
  const hashed = await rowHash(database, parquet, { features }, undefined);
  await database.stream(
    `SELECT CAST(row_hash >> 11 AS DOUBLE) FROM (SELECT ${hashed})`,
    (chunk) => {
      for (const hash of chunk.getColumnValues(0)) hashes.push(Number(hash));
    },
  );
  return Float64Array.from(hashes);
}
