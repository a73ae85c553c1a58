/**
 * Demo traffic: a seeded model of a small network under attack, in the format of KDD'99.
 *
 * @module
 */
import { ATTACKS, attackTraffic } from "./attacks.ts";
import type { Connection } from "./connection.ts";
import { createDraws } from "./draws.ts";
import { createNetwork } from "./network.ts";
import { type Climate, normalTraffic } from "./normal_traffic.ts";
import { type TrafficFeatures, TrafficWatcher } from "./traffic_features.ts";

/** What to generate. */
export interface DemoOptions {
  /** Same seed, same rows, same part: same bytes. A whole number from 0 to 2^32 - 1. */
  seed: number;
  /** Number of records, from {@linkcode MIN_DEMO_ROWS} to {@linkcode MAX_DEMO_ROWS}. */
  rows: number;
  /** The test part drifts a little and has attacks that the train part has not. */
  part: "train" | "test";
}

/** Fewer records would not hold every attack. */
export const MIN_DEMO_ROWS = 500;
/** More records would not fit into memory with ease. */
export const MAX_DEMO_ROWS = 1_000_000;

const CLIMATES: Record<DemoOptions["part"], Climate> = {
  train: { sessionGap: 3.2, sizes: 1, encrypted: 1, failures: 0.035 },
  test: { sessionGap: 2.6, sizes: 1.15, encrypted: 1.5, failures: 0.045 },
};

/**
 * Generates demo traffic, a line a connection, in time order.
 *
 * @returns lines of KDD'99 without line ends: 41 features and a label with a dot
 * @throws {RangeError} when `rows` or `seed` is out of range
 *
 * @example
 * ```ts
 * import { generateDemo } from "./generate.ts";
 *
 * const [first] = generateDemo({ seed: 1, rows: 1000, part: "train" });
 * console.log(first.split(",").length); // 42
 * ```
 */
export function* generateDemo({ seed, rows, part }: DemoOptions): Generator<string> {
  if (!Number.isInteger(rows) || rows < MIN_DEMO_ROWS || rows > MAX_DEMO_ROWS) {
    throw new RangeError(
      `Demo traffic has ${MIN_DEMO_ROWS} to ${MAX_DEMO_ROWS} records, not ${rows}.`,
    );
  }
  // The two parts must not share a stream of random numbers, or the test would repeat the train.
  const draws = createDraws((seed ^ (part === "test" ? 0x5bd1e995 : 0)) >>> 0);
  const network = createNetwork();
  const attacks = ATTACKS.filter((attack) => attack[part] > 0)
    .map((attack) => ({ attack, count: Math.max(2, Math.round(attack[part] * rows)) }));
  const attackCount = attacks.reduce((sum, { count }) => sum + count, 0);
  const connections = normalTraffic(rows - attackCount, draws, network, CLIMATES[part]);
  const seconds = connections[connections.length - 1].time;
  for (const { attack, count } of attacks) {
    for (const made of attackTraffic(attack, count, seconds, draws, network)) {
      connections.push(made);
    }
  }
  connections.sort((a, b) => a.time - b.time);
  const watcher = new TrafficWatcher();
  for (const made of connections) yield line(made, watcher.observe(made));
}

/** One connection as KDD'99 writes it. */
function line(made: Connection, traffic: TrafficFeatures): string {
  const rate = (value: number) => value.toFixed(2);
  return [
    made.duration,
    made.protocol,
    made.service,
    made.flag,
    made.srcBytes,
    made.dstBytes,
    0, // land
    made.wrongFragment,
    0, // urgent
    made.hot,
    made.failedLogins,
    Number(made.loggedIn),
    made.compromised,
    Number(made.rootShell),
    made.suAttempted,
    made.root,
    made.fileCreations,
    made.shells,
    made.accessFiles,
    0, // num_outbound_cmds
    0, // is_host_login
    Number(made.guestLogin),
    traffic.count,
    traffic.srvCount,
    rate(traffic.serrorRate),
    rate(traffic.srvSerrorRate),
    rate(traffic.rerrorRate),
    rate(traffic.srvRerrorRate),
    rate(traffic.sameSrvRate),
    rate(traffic.diffSrvRate),
    rate(traffic.srvDiffHostRate),
    traffic.dstHostCount,
    traffic.dstHostSrvCount,
    rate(traffic.dstHostSameSrvRate),
    rate(traffic.dstHostDiffSrvRate),
    rate(traffic.dstHostSameSrcPortRate),
    rate(traffic.dstHostSrvDiffHostRate),
    rate(traffic.dstHostSerrorRate),
    rate(traffic.dstHostSrvSerrorRate),
    rate(traffic.dstHostRerrorRate),
    rate(traffic.dstHostSrvRerrorRate),
    `${made.label}.`,
  ].join(",");
}
