import type { StoredFinding } from "../findings/finding_files.ts";
import { momentOf } from "../hosts/merge_hosts.ts";
import type { Timeline } from "../../resources/detection.ts";
import { openDatabase, parquetSource, quoteLiteral } from "../../tables/duckdb.ts";
import { bucketsSql } from "./write_buckets.ts";

/** What a timeline may be cut by. */
export const TIMELINE_KEYS = ["host", "service", "kind"] as const;

/** What to read. */
export interface TimelineQuery {
  by: typeof TIMELINE_KEYS[number];
  /** Milliseconds of a bucket; that of the file where it is absent. */
  interval?: number;
  /** Milliseconds of a bucket of the file. */
  base: number;
  /** Milliseconds since 1970. */
  from?: number;
  to?: number;
  /** Most keys, the worst first. */
  limit: number;
}

/** Counts of one bucket, on their way. */
interface Bucket {
  severity: number;
  records: number;
  flagged: number;
  findings: number;
}

/**
 * Records and findings of hosts, services or kinds over time. The severity of a bucket is that of the
 * worst finding that overlaps it. Keys with findings come first, the worst first, then the busiest.
 *
 * @param connections see `writeConnections()`
 * @param buckets see `writeBuckets()`
 */
export async function readTimeline(
  connections: string,
  buckets: string,
  findings: readonly StoredFinding[],
  query: TimelineQuery,
  options: { spillFolder: string; memoryBytes: number },
): Promise<Timeline[]> {
  const { by, base, interval = base, from = -Infinity, to = Infinity, limit } = query;
  const lanes = new Map<string, Map<number, Bucket>>();
  const worst = new Map<string, number>();
  const bucketOf = (key: string, start: number): Bucket => {
    const lane = lanes.get(key) ?? new Map<number, Bucket>();
    lanes.set(key, lane);
    const bucket = lane.get(start) ?? { severity: 0, records: 0, flagged: 0, findings: 0 };
    lane.set(start, bucket);
    return bucket;
  };
  for (const finding of findings) {
    const key = keyOf(finding, by);
    if (key === undefined) continue;
    const begin = Math.max(Date.parse(finding.from), from);
    const end = Math.min(Date.parse(finding.to), to);
    if (end < begin) continue;
    worst.set(key, Math.max(worst.get(key) ?? 0, finding.severity));
    for (let start = Math.floor(begin / interval) * interval; start <= end; start += interval) {
      if (start === end && start > begin) break;
      const bucket = bucketOf(key, start);
      bucket.findings++;
      bucket.severity = Math.max(bucket.severity, finding.severity);
      if (by === "kind") bucket.records += finding.records;
    }
  }
  if (by !== "kind") {
    const listed = [...worst].sort(([, a], [, b]) => b - a).slice(0, limit).map(([key]) => key);
    for (const [key, start, records, flagged] of await counts(listed)) {
      Object.assign(bucketOf(key, start), { records, flagged });
    }
  }
  return [...lanes].map(([key, lane]) => ({
    key,
    severity: worst.get(key) ?? 0,
    records: lane.values().reduce((sum, { records }) => sum + records, 0),
    buckets: [...lane].sort(([a], [b]) => a - b)
      .map(([start, bucket]) => ({ from: momentOf(start), ...bucket })),
  }))
    .sort((a, b) => b.severity - a.severity || b.records - a.records)
    .slice(0, limit).map(({ key, buckets }) => ({ key, buckets }));

  /** Counts of the listed keys and, where there is room, of the busiest others. */
  async function counts(listed: string[]): Promise<[string, number, number, number][]> {
    using database = await openDatabase(options);
    const isMultiple = interval % base === 0;
    const source = isMultiple
      ? `SELECT key, floor(start / ${interval}) * ${interval} AS start, sum(records) AS records, ` +
        `sum(flagged) AS flagged FROM ${parquetSource(buckets)} WHERE "by" = '${by}' GROUP BY ALL`
      : bucketsSql(by as "host" | "service", `FROM ${parquetSource(connections)}`, interval);
    const names = listed.map(quoteLiteral).join(", ");
    const rank = names === "" ? "1" : `CASE WHEN key IN (${names}) THEN 0 ELSE 1 END`;
    const period = [
      ...(Number.isFinite(from) ? [`start + ${interval} > ${from}`] : []),
      ...(Number.isFinite(to) ? [`start < ${to}`] : []),
    ];
    const rows = await database.rows(
      `WITH all_buckets AS (FROM (${source}) WHERE ${["TRUE", ...period].join(" AND ")}), ` +
        `chosen AS (SELECT key FROM all_buckets GROUP BY key ` +
        `ORDER BY ${rank}, sum(records) DESC, key LIMIT ${limit}) ` +
        `SELECT key, start::DOUBLE, records::DOUBLE, flagged::DOUBLE FROM all_buckets ` +
        `WHERE key IN (FROM chosen)`,
    );
    return rows.map(([key, ...numbers]) =>
      [String(key), ...numbers.map(Number)] as [string, number, number, number]
    );
  }
}

function keyOf(finding: StoredFinding, by: TimelineQuery["by"]): string | undefined {
  if (by === "host") return finding.host;
  return by === "service" ? finding.service : finding.kind;
}
