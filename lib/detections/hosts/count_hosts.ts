import { openDatabase, parquetSource, quoteLiteral } from "../../tables/duckdb.ts";

/** Records that a host sent or received. */
export interface HostCounts {
  records: number;
  /** Those that a model flags. */
  flagged: number;
  /** Milliseconds since 1970. */
  firstSeen: number;
  lastSeen: number;
}

/** Counts the records of some hosts in a file of connections. */
export async function countHosts(
  connections: string,
  hosts: readonly string[],
  options: { spillFolder: string; memoryBytes: number },
): Promise<Map<string, HostCounts>> {
  if (hosts.length === 0) return new Map();
  using database = await openDatabase(options);
  await database.run("CREATE TEMP TABLE wanted (host VARCHAR)");
  for (let from = 0; from < hosts.length; from += 1000) {
    const names = hosts.slice(from, from + 1000).map((host) => `(${quoteLiteral(host)})`);
    await database.run(`INSERT INTO wanted VALUES ${names.join(", ")}`);
  }
  const ends = ["source", "destination"].map((end) =>
    `SELECT ${end} AS host, time, flagged FROM ${parquetSource(connections)} ` +
    `WHERE time IS NOT NULL AND ${end} IN (FROM wanted)` +
    (end === "source" ? "" : " AND destination IS DISTINCT FROM source")
  );
  const rows = await database.rows(
    `SELECT host, count(*), count(*) FILTER (flagged), min(time), max(time) ` +
      `FROM (${ends.join(" UNION ALL ")}) GROUP BY host`,
  );
  return new Map(rows.map(([host, records, flagged, firstSeen, lastSeen]) => [String(host), {
    records: Number(records),
    flagged: Number(flagged),
    firstSeen: Number(firstSeen),
    lastSeen: Number(lastSeen),
  }]));
}
