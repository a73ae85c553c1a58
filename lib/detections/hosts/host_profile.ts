/**
 * What one host does over time, with whom and on which ports.
 *
 * @module
 */
import { OUTCOME } from "../../behaviour/connection_block.ts";
import { addressKind } from "../../behaviour/network/address_kind.ts";
import { type Database, openDatabase, parquetSource, quoteLiteral } from "../../tables/duckdb.ts";
import { protocolName } from "../../datasets/connections/protocol_name.ts";

/** What is measured of a host in each piece of time. */
const HOST_MEASURES = ["connections", "failed", "bytesOut", "bytesIn", "peers"] as const;

/** Something that is measured of a host in each piece of time. */
export type HostMeasure = typeof HOST_MEASURES[number];

/** Another host that it deals with. */
export interface HostPeer {
  peer: string;
  isInside: boolean;
  connections: number;
  bytes: number;
  /** Milliseconds since 1970. */
  firstSeen: number;
}

/** A port that it uses, or that it is used on. */
export interface HostPort {
  port: number;
  protocol: string | null;
  service: string | null;
  /** Whether others connect to it there. */
  isServer: boolean;
  connections: number;
  bytes: number;
  /** Milliseconds since 1970. */
  firstSeen: number;
}

/** What one host does. */
export interface HostProfile {
  connections: number;
  flagged: number;
  /** Milliseconds since 1970. */
  firstSeen: number;
  lastSeen: number;
  /** How many hosts it deals with. */
  peerCount: number;
  /** Values of the pieces of time, from `start` on, each `width` milliseconds. */
  start: number;
  width: number;
  series: Record<HostMeasure, number[]>;
  /** Most bytes first, or connections where bytes are not known; at most five of each side. */
  peers: HostPeer[];
  /** Most connections first. */
  ports: HostPort[];
}

/** Pieces of time that a host page has room for. */
export interface ProfilePeriod {
  /** Milliseconds since 1970. */
  from: number;
  to: number;
  /** Milliseconds of a piece. */
  width: number;
}

const HOUR = 3_600_000;
/** Pieces of time that a line has room for. */
const MOST_PIECES = 744;

/**
 * The pieces of time to measure a host in: hours, so that hours of the day can be compared, where the
 * data has days but not too many; else those that the timeline has.
 *
 * @param span milliseconds from the first to the last record
 * @param width milliseconds of a piece of the timeline
 */
export function profileWidth(span: number, width: number): number {
  return span > 48 * HOUR && span <= MOST_PIECES * HOUR ? HOUR : width;
}

const PEERS_A_SIDE = 5;
const MOST_PORTS = 10;

/**
 * Reads it from a file of connections.
 *
 * @returns `null` where no connection names the host
 */
export async function readHostProfile(
  connections: string,
  host: string,
  { from, to, width }: ProfilePeriod,
  options: { spillFolder: string; memoryBytes: number },
): Promise<HostProfile | null> {
  using database = await openDatabase(options);
  await takeOwn(database, connections, host);
  const [[count, flagged, first, last, peerCount]] = await database.rows(
    "SELECT count(*), count(*) FILTER (flagged), min(time), max(time), count(DISTINCT peer) FROM own",
  );
  if (Number(count) === 0) return null;
  const start = Math.floor(from / width) * width;
  return {
    connections: Number(count),
    flagged: Number(flagged),
    firstSeen: Number(first),
    lastSeen: Number(last),
    peerCount: Number(peerCount),
    start,
    width,
    series: await readSeries(database, start, Math.floor((to - start) / width) + 1, width),
    peers: await readPeers(database),
    ports: await readPorts(database),
  };
}

/** Puts the connections of the host into a table, as it sees them. */
async function takeOwn(database: Database, connections: string, host: string): Promise<void> {
  const name = quoteLiteral(host);
  const side = (peer: string, isSource: boolean) =>
    `SELECT time, ${peer} AS peer, ${isSource} AS is_source, destination_port AS port, protocol, ` +
    `service, outcome, ${isSource ? "source_bytes" : "destination_bytes"} AS bytes_out, ` +
    `${isSource ? "destination_bytes" : "source_bytes"} AS bytes_in, flagged ` +
    `FROM ${parquetSource(connections)} WHERE time IS NOT NULL AND `;
  await database.run(
    `CREATE TEMP TABLE own AS ${side("destination", true)} source = ${name} UNION ALL ` +
      `${side("source", false)} destination = ${name} AND source IS DISTINCT FROM destination`,
  );
}

async function readSeries(
  database: Database,
  start: number,
  count: number,
  width: number,
): Promise<HostProfile["series"]> {
  const rows = await database.rows(
    `SELECT floor((time - ${start}) / ${width}), count(*), ` +
      `count(*) FILTER (is_source AND outcome = ${OUTCOME.FAILED}), coalesce(sum(bytes_out), 0), ` +
      `coalesce(sum(bytes_in), 0), count(DISTINCT peer) FROM own GROUP BY 1`,
  );
  const series = Object.fromEntries(
    HOST_MEASURES.map((measure) => [measure, new Array<number>(count).fill(0)]),
  ) as HostProfile["series"];
  for (const [place, ...values] of rows) {
    HOST_MEASURES.forEach((measure, index) =>
      series[measure][Number(place)] = Number(values[index])
    );
  }
  return series;
}

async function readPeers(database: Database): Promise<HostPeer[]> {
  const rows = await database.rows(
    `SELECT peer, count(*), coalesce(sum(bytes_out), 0) + coalesce(sum(bytes_in), 0) AS bytes, ` +
      `min(time) FROM own WHERE peer IS NOT NULL GROUP BY peer ORDER BY bytes DESC, 2 DESC, peer ` +
      `LIMIT 200`,
  );
  const peers = rows.map(([peer, connections, bytes, firstSeen]): HostPeer => ({
    peer: String(peer),
    isInside: addressKind(String(peer)).isInside,
    connections: Number(connections),
    bytes: Number(bytes),
    firstSeen: Number(firstSeen),
  }));
  return [true, false].flatMap((isInside) =>
    peers.filter((peer) => peer.isInside === isInside).slice(0, PEERS_A_SIDE)
  );
}

async function readPorts(database: Database): Promise<HostPort[]> {
  const rows = await database.rows(
    `SELECT port, protocol, mode(service), NOT is_source, count(*), ` +
      `coalesce(sum(bytes_out), 0) + coalesce(sum(bytes_in), 0), min(time) FROM own ` +
      `WHERE port >= 0 GROUP BY port, protocol, is_source ORDER BY 5 DESC, port LIMIT ${MOST_PORTS}`,
  );
  return rows.map(([port, protocol, service, isServer, connections, bytes, firstSeen]) => ({
    port: Number(port),
    protocol: protocolName(Number(protocol)),
    service: service === null ? null : String(service),
    isServer: Boolean(isServer),
    connections: Number(connections),
    bytes: Number(bytes),
    firstSeen: Number(firstSeen),
  }));
}
