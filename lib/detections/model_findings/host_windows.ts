/**
 * Records and flagged records of hosts in windows of time, counted where the data lie.
 *
 * @module
 */
import { type Database, parquetSource } from "../../tables/duckdb.ts";
import type { FlaggedCount } from "../../learning/metrics/excess.ts";

/** One flagged record alone says little. */
const FEWEST_FLAGGED = 3;
/** Windows from which the correlation is told. */
const MOST_CALIBRATING = 20_000;
/** With as many other days, what is usual of a host is told from these. */
const FEWEST_DAYS = 3;
const DAY = 86_400_000;

/** Records that one host opened in one window. */
export interface HostWindow extends FlaggedCount {
  host: string;
  /** Share that is flagged by chance, or on this host's other days where that is more. */
  share: number;
  /** Milliseconds since 1970. */
  from: number;
  to: number;
}

/** A window with a probability that holds for all windows together. */
export type UnusualWindow = HostWindow & { p: number };

/** The windows of all hosts. */
export interface HostWindows {
  /** How many there are. */
  count: number;
  /** Share of records that is flagged by chance. */
  share: number;
  /** Some of them, to tell how flagged records scatter. */
  calibrating: FlaggedCount[];
  /** Those with more flagged records than their share. */
  candidates: HostWindow[];
}

/**
 * Counts the windows of a file of connections.
 *
 * @param connections see `writeConnections()`
 * @param width milliseconds of a window
 * @param falseAlarms share of usual records that the models flag
 */
export async function hostWindows(
  database: Database,
  connections: string,
  width: number,
  falseAlarms: number,
): Promise<HostWindows> {
  await database.run(
    `CREATE TEMP TABLE windows AS SELECT source AS host, floor(time / ${width}) AS number, ` +
      `count(*) AS records, count(*) FILTER (flagged) AS flagged FROM ` +
      `${parquetSource(connections)} WHERE time IS NOT NULL AND source IS NOT NULL GROUP BY ALL`,
  );
  const [[count, typical]] = await database.rows(
    `SELECT count(*), median(flagged / records) FILTER (records * ${falseAlarms} >= 1) FROM windows`,
  );
  const share = Math.min(0.5, Math.max(falseAlarms, Number(typical ?? 0)));
  const calibrating = await database.rows(
    `SELECT records, flagged FROM windows WHERE records * ${share} >= 1 ` +
      `ORDER BY hash(host, number) LIMIT ${MOST_CALIBRATING}`,
  );
  const candidates = await database.rows(
    `SELECT host, number, records, flagged, ${ownShare(width)} FROM windows w ` +
      `WHERE flagged >= ${FEWEST_FLAGGED} AND flagged > ${share} * records`,
  );
  return {
    count: Number(count),
    share,
    calibrating: calibrating.map(([records, flagged]) => ({
      records: Number(records),
      flagged: Number(flagged),
    })),
    candidates: candidates.map(([host, number, records, flagged, own]) => ({
      host: String(host),
      share: Math.max(share, Number(own ?? 0)),
      from: Number(number) * width,
      to: (Number(number) + 1) * width,
      records: Number(records),
      flagged: Number(flagged),
    })),
  };
}

/** SQL: the median of the shares of a host's other days, `NULL` with too few of them. */
function ownShare(width: number): string {
  const day = (table: string) => `floor(${table}.number * ${width} / ${DAY})`;
  return `(SELECT CASE WHEN count(*) >= ${FEWEST_DAYS} THEN median(d.flagged / d.records) END ` +
    `FROM (SELECT host, ${day("windows")} AS day, sum(records) AS records, ` +
    `sum(flagged) AS flagged FROM windows GROUP BY ALL) d ` +
    `WHERE d.host = w.host AND d.day <> ${day("w")})`;
}
