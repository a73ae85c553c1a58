/**
 * Records of hosts and services by time, counted once so that pages need not.
 *
 * @module
 */
import { openDatabase, PARQUET_FORMAT, parquetSource, quoteLiteral } from "../../tables/duckdb.ts";

/** SQL: the service of a connection, or its port where the service is not known. */
const SERVICE_SQL =
  "coalesce(service, CASE WHEN destination_port >= 0 THEN concat('port ', destination_port) END)";

/** What to count. */
export interface BucketOptions {
  connections: string;
  /** File to make. */
  path: string;
  /** Milliseconds of a bucket. */
  width: number;
  spillFolder: string;
  memoryBytes: number;
}

/**
 * Writes a row for each host or service and each bucket with records: `by` (`host`, `service`, or
 * `all` for the total), `key`, `start` in milliseconds, `records` and `flagged`.
 */
export async function writeBuckets(
  { connections, path, width, spillFolder, memoryBytes }: BucketOptions,
): Promise<void> {
  using database = await openDatabase({ spillFolder, memoryBytes });
  const source = `FROM ${parquetSource(connections)}`;
  await database.run(
    `COPY (${
      (["host", "service", "all"] as const).map((by) => bucketsSql(by, source, width))
        .join(" UNION ALL ")
    } ` +
      `ORDER BY ALL) TO ${quoteLiteral(path)} (${PARQUET_FORMAT})`,
  );
}

/** SQL: the buckets of all hosts or services among connections, or of all together. */
export function bucketsSql(by: "host" | "service" | "all", source: string, width: number): string {
  const start = `floor(time / ${width}) * ${width}`;
  const counts = "count(*) AS records, count(*) FILTER (flagged) AS flagged";
  if (by === "all") {
    return `SELECT 'all' AS "by", '' AS key, ${start} AS start, ${counts} ${source} ` +
      `WHERE time IS NOT NULL GROUP BY ALL`;
  }
  if (by === "service") {
    return `SELECT 'service' AS "by", ${SERVICE_SQL} AS key, ${start} AS start, ${counts} ${source} ` +
      `WHERE time IS NOT NULL AND ${SERVICE_SQL} IS NOT NULL GROUP BY ALL`;
  }
  return `SELECT 'host' AS "by", key, ${start} AS start, ${counts} FROM (` +
    `SELECT source AS key, time, flagged ${source} UNION ALL SELECT destination, time, flagged ${source} ` +
    `WHERE destination IS DISTINCT FROM source) WHERE time IS NOT NULL AND key IS NOT NULL GROUP BY ALL`;
}
