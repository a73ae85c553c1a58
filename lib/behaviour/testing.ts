/**
 * Connections for tests, from plain records.
 *
 * @module
 */
import { BehaviourAnalysis } from "./analysis.ts";
import {
  type ConnectionBlock,
  type ConnectionNames,
  emptyBlock,
  NameTable,
  OUTCOME,
} from "./connection_block.ts";
import type { BehaviourOptions } from "./options.ts";
import type { BehaviourReport } from "./report.ts";

/** A connection as a test writes it. */
export interface TestConnection {
  /** Milliseconds since 1970. */
  time: number;
  source: string;
  destination: string;
  port?: number;
  /** 6 where it is not given. */
  protocol?: number;
  service?: string;
  /** Answered where it is not given. */
  outcome?: number;
  /** Seconds. */
  duration?: number;
  sourceBytes?: number;
  destinationBytes?: number;
  sourcePackets?: number;
  destinationPackets?: number;
}

const BLOCK_ROWS = 4096;

/** Analyses connections in the order of their times, in several blocks. */
export function analyse(
  connections: readonly TestConnection[],
  options: BehaviourOptions = {},
): BehaviourReport {
  const names = { hosts: new NameTable(), services: new NameTable() };
  const analysis = new BehaviourAnalysis(names, options);
  const ordered = connections.map((connection, row) => ({ ...connection, row }))
    .sort((a, b) => a.time - b.time);
  for (let from = 0; from < ordered.length; from += BLOCK_ROWS) {
    analysis.push(blockOf(ordered.slice(from, from + BLOCK_ROWS), names));
  }
  return analysis.finish();
}

/** Connections, with their rows, as a block. */
export function blockOf(
  connections: readonly (TestConnection & { row: number })[],
  names: ConnectionNames,
): ConnectionBlock {
  const block = emptyBlock(connections.length);
  connections.forEach((one, at) => {
    block.row[at] = one.row;
    block.time[at] = one.time;
    block.source[at] = names.hosts.numberOf(one.source);
    block.destination[at] = names.hosts.numberOf(one.destination);
    block.destinationPort[at] = one.port ?? -1;
    block.protocol[at] = one.protocol ?? 6;
    block.service[at] = one.service ? names.services.numberOf(one.service) : -1;
    block.outcome[at] = one.outcome ?? OUTCOME.ANSWERED;
    block.duration[at] = one.duration ?? NaN;
    block.sourceBytes[at] = one.sourceBytes ?? NaN;
    block.destinationBytes[at] = one.destinationBytes ?? NaN;
    block.sourcePackets[at] = one.sourcePackets ?? NaN;
    block.destinationPackets[at] = one.destinationPackets ?? NaN;
  });
  return block;
}

/** What Zeek calls the end of a connection, as an outcome. */
export function outcomeOfState(state: string): number {
  if (["S0", "REJ", "RSTOS0", "RSTRH"].includes(state)) return OUTCOME.FAILED;
  if (["SH", "SHR", "OTH", "S1", "S2", "S3"].includes(state)) return OUTCOME.PARTIAL;
  return state === "" || state === "-" ? OUTCOME.UNKNOWN : OUTCOME.ANSWERED;
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** A Monday, at midnight in UTC. */
export const MONDAY = Date.UTC(2026, 0, 5);
/** How many clients the network of {@linkcode quietNetwork} has: 10.0.0.20 and up. */
const CLIENTS = 20;

/**
 * Working days of a small network: clients that look names up, use a file server and a web site, and
 * send each a little. The same every time, but for small differences between hosts and hours.
 */
export function quietNetwork(days: number): TestConnection[] {
  const connections: TestConnection[] = [];
  for (let day = 0; day < days; day++) {
    for (let hour = 8; hour < 18; hour++) {
      for (let client = 0; client < CLIENTS; client++) {
        const wobble = (7 * client + 3 * hour + 5 * day) % 11;
        const add = (count: number, rest: Omit<TestConnection, "time" | "source">) => {
          for (let i = 0; i < count; i++) {
            // Multiples of a large prime: contacts are not regular.
            const within = (104_729 * (i * 31 + client * 17 + hour * 13 + wobble * wobble)) % HOUR;
            const time = MONDAY + day * DAY + hour * HOUR + within;
            connections.push({ time, source: `10.0.0.${20 + client}`, ...rest });
          }
        };
        const bytes = 1000 + 90 * wobble;
        add(2 + wobble % 3, {
          destination: "10.0.0.2",
          port: 53,
          protocol: 17,
          service: "dns",
          sourceBytes: 50,
          destinationBytes: 120,
        });
        add(2 + wobble % 2, {
          destination: "10.0.0.3",
          port: 445,
          service: "smb",
          sourceBytes: bytes,
          destinationBytes: 20 * bytes,
        });
        add(3 + wobble % 4, {
          destination: `93.184.216.${1 + (client + hour) % 3}`,
          port: 443,
          service: "ssl",
          sourceBytes: bytes,
          destinationBytes: 30 * bytes,
        });
      }
    }
  }
  return connections;
}

/** A moment of a day of the quiet network, counted from 0. */
export function at(day: number, hour: number, seconds = 0): number {
  return MONDAY + day * DAY + hour * HOUR + 1000 * seconds;
}

/** So many connections, one after the other. */
export function series(
  count: number,
  of: (index: number) => TestConnection,
): TestConnection[] {
  return Array.from({ length: count }, (_, index) => of(index));
}

/** Days of the quiet network in {@linkcode analyseWith}; the last one is where tests add something. */
export const LAST_DAY = 7;

/** Analyses eight days of the quiet network and what a test adds to them. */
export function analyseWith(added: readonly TestConnection[]): BehaviourReport {
  return analyse([...quietNetwork(LAST_DAY + 1), ...added]);
}
