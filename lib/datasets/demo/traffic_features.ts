/**
 * The traffic features of KDD'99, derived from a stream of connections.
 *
 * Source: W. Lee and S. Stolfo, "A framework for constructing features and models for intrusion
 * detection systems", ACM Transactions on Information and System Security 3 (4), 2000.
 *
 * @module
 */
import type { Connection } from "./connection.ts";

/** What the connections before it, and it itself, say about a connection. Rates are from 0 to 1. */
export interface TrafficFeatures {
  /** Connections to the same host in the last two seconds. */
  count: number;
  /** Connections to the same service in the last two seconds. */
  srvCount: number;
  serrorRate: number;
  srvSerrorRate: number;
  rerrorRate: number;
  srvRerrorRate: number;
  sameSrvRate: number;
  diffSrvRate: number;
  srvDiffHostRate: number;
  /** The same over the last connections to the host, whenever they were. */
  dstHostCount: number;
  dstHostSrvCount: number;
  dstHostSameSrvRate: number;
  dstHostDiffSrvRate: number;
  dstHostSameSrcPortRate: number;
  dstHostSrvDiffHostRate: number;
  dstHostSerrorRate: number;
  dstHostSrvSerrorRate: number;
  dstHostRerrorRate: number;
  dstHostSrvRerrorRate: number;
}

const RECENT_SECONDS = 2;
const RECENT_AT_MOST = 511;
const HOST_WINDOW = 255;
const HOST_MEMORY_SECONDS = 3_600;

const SYN_ERRORS = new Set(["S0", "S1", "S2", "S3"]);
const REJECTIONS = new Set(["REJ", "RSTO", "RSTR"]);

/** Watches connections go by in the order of their times. */
export class TrafficWatcher {
  #recent: Connection[] = [];
  readonly #byHost = new Map<number, Connection[]>();
  readonly #byService = new Map<string, Connection[]>();

  /** Takes the next connection and describes it. */
  observe(current: Connection): TrafficFeatures {
    const since = current.time - RECENT_SECONDS;
    const firstRecent = this.#recent.findIndex(({ time }) => time >= since);
    this.#recent = firstRecent < 0 ? [] : this.#recent.slice(firstRecent);
    this.#recent.push(current);
    const sameHost = this.#recent.filter(({ server }) => server === current.server)
      .slice(-RECENT_AT_MOST);
    const sameService = this.#recent.filter(({ service }) => service === current.service)
      .slice(-RECENT_AT_MOST);
    const host = remember(this.#byHost, current.server, current);
    const service = remember(this.#byService, current.service, current);
    const isSameService = (other: Connection) => other.service === current.service;
    const isOtherService = (other: Connection) => !isSameService(other);
    const isOtherHost = (other: Connection) => other.server !== current.server;
    return {
      count: sameHost.length,
      srvCount: sameService.length,
      serrorRate: share(sameHost, isSynError),
      srvSerrorRate: share(sameService, isSynError),
      rerrorRate: share(sameHost, isRejection),
      srvRerrorRate: share(sameService, isRejection),
      sameSrvRate: share(sameHost, isSameService),
      diffSrvRate: share(sameHost, isOtherService),
      srvDiffHostRate: share(sameService, isOtherHost),
      dstHostCount: host.length,
      dstHostSrvCount: service.length,
      dstHostSameSrvRate: share(host, isSameService),
      dstHostDiffSrvRate: share(host, isOtherService),
      dstHostSameSrcPortRate: share(host, ({ clientPort }) => clientPort === current.clientPort),
      dstHostSrvDiffHostRate: share(service, isOtherHost),
      dstHostSerrorRate: share(host, isSynError),
      dstHostSrvSerrorRate: share(service, isSynError),
      dstHostRerrorRate: share(host, isRejection),
      dstHostSrvRerrorRate: share(service, isRejection),
    };
  }
}

function isSynError({ flag }: Connection): boolean {
  return SYN_ERRORS.has(flag);
}

function isRejection({ flag }: Connection): boolean {
  return REJECTIONS.has(flag);
}

/** Adds a connection to the last ones of its kind and gives them. */
function remember<Key>(
  windows: Map<Key, Connection[]>,
  key: Key,
  current: Connection,
): Connection[] {
  const kept = (windows.get(key) ?? [])
    .filter(({ time }) => time >= current.time - HOST_MEMORY_SECONDS);
  kept.push(current);
  if (kept.length > HOST_WINDOW) kept.shift();
  windows.set(key, kept);
  return kept;
}

function share(connections: Connection[], counts: (other: Connection) => boolean): number {
  let counted = 0;
  for (const other of connections) if (counts(other)) counted++;
  return connections.length === 0 ? 0 : counted / connections.length;
}
