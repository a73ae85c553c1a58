import { openDatabase, parquetSource } from "../../tables/duckdb.ts";

/** Records of all hosts in one bucket of time. */
export interface TotalBucket {
  /** Milliseconds since 1970. */
  from: number;
  records: number;
  flagged: number;
}

/** All records over time, in its order, in the buckets of the file: see `writeBuckets()`. */
export async function readTotals(
  buckets: string,
  options: { spillFolder: string; memoryBytes: number },
): Promise<TotalBucket[]> {
  using database = await openDatabase({ ...options, threads: 1 });
  const rows = await database.rows(
    `SELECT start::DOUBLE, records::DOUBLE, flagged::DOUBLE FROM ${parquetSource(buckets)} ` +
      `WHERE "by" = 'all' ORDER BY start`,
  );
  return rows.map(([from, records, flagged]) => ({
    from: Number(from),
    records: Number(records),
    flagged: Number(flagged),
  }));
}
