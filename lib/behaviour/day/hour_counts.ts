/**
 * What each host of the network did in each hour of a day.
 *
 * @module
 */

import type { AddressBook } from "../network/address_book.ts";
import type { LinkTable } from "./link_table.ts";

/** What is counted of each host and hour. */
export const METRIC = {
  /** Connections that it opened. */
  OPENED: 0,
  /** Those that nobody answered. */
  FAILED: 1,
  /** Connections to it that it answered. */
  SERVED: 2,
  /** Connections to it, answered or not. */
  RECEIVED: 3,
  /** DNS queries that it sent. */
  LOOKUPS: 4,
  /** Bytes that it sent to the outside. */
  BYTES_OUTSIDE: 5,
  /** Bytes that it sent or received. */
  BYTES: 6,
  /** Bytes that it sent in DNS queries. */
  DNS_BYTES: 7,
  /** Bytes that it sent and received by ICMP, with the outside. */
  ICMP_BYTES: 8,
  /** Bytes of connections that it opened inside the network, in either direction. */
  INSIDE_BYTES: 9,
  /** Packets that it sent or received. */
  PACKETS: 10,
  /** Connections that it did not answer, to ports where it is known to answer. */
  UNANSWERED: 11,
} as const;

/** One of {@linkcode METRIC}. */
export type Metric = typeof METRIC[keyof typeof METRIC];

const METRICS = Object.keys(METRIC).length;
export const HOURS = 24;
/** Hosts of a day that are counted; spoofed addresses can be any number. */
const MOST_HOSTS = 20_000;
const DNS_PORT = 53;

/** Hourly counts of one host and day. */
export class HourCounts {
  readonly #values: Float32Array;

  /** @param values that {@linkcode save} gave */
  constructor(values?: Float32Array) {
    this.#values = values?.slice() ?? new Float32Array(HOURS * METRICS);
  }

  at(metric: Metric, hour: number): number {
    return this.#values[metric * HOURS + hour];
  }

  add(metric: Metric, hour: number, amount: number): void {
    this.#values[metric * HOURS + hour] += amount;
  }

  /** The 24 values of a metric; a view, not a copy. */
  of(metric: Metric): Float32Array {
    return this.#values.subarray(metric * HOURS, (metric + 1) * HOURS);
  }

  save(): Float32Array {
    return this.#values;
  }
}

/**
 * Adds the links of an hour to the counts of the network's own hosts. Addresses that open nothing and
 * answer nobody are no hosts: scans try many of them.
 *
 * @param isServing whether a host is known to answer on a port; a failure there is none of a scan
 */
export function countHour(
  links: LinkTable,
  hour: number,
  book: AddressBook,
  counts: Map<number, HourCounts>,
  isServing: (link: number) => boolean,
): void {
  for (let link = 0; link < links.size; link++) {
    const { source, destination, answered } = links;
    if (book.isGroup(destination[link]) || book.isGroup(source[link])) continue;
    if (book.isOwn(source[link])) addHost(counts, source[link]);
    const isHost = answered[link] > 0 || isServing(link);
    if (isHost && book.isOwn(destination[link])) addHost(counts, destination[link]);
  }
  for (let link = 0; link < links.size; link++) {
    const source = links.source[link];
    const destination = links.destination[link];
    if (book.isGroup(destination) || book.isGroup(source)) continue;
    const isOutside = book.isOutside(destination) || book.isOutside(source);
    const opener = counts.get(source);
    if (opener) {
      countOpened(links, link, hour, opener, isServing);
      if (isOutside) opener.add(METRIC.BYTES_OUTSIDE, hour, links.sourceBytes[link]);
      else {
        const bytes = links.sourceBytes[link] + links.destinationBytes[link];
        opener.add(METRIC.INSIDE_BYTES, hour, bytes);
      }
      countBoth(links, link, hour, opener, isOutside);
    }
    const receiver = counts.get(destination);
    if (receiver) {
      receiver.add(METRIC.SERVED, hour, links.answered[link]);
      receiver.add(METRIC.RECEIVED, hour, links.records[link]);
      if (links.failed[link] > 0 && isServing(link)) {
        receiver.add(METRIC.UNANSWERED, hour, links.failed[link]);
      }
      if (isOutside) receiver.add(METRIC.BYTES_OUTSIDE, hour, links.destinationBytes[link]);
      countBoth(links, link, hour, receiver, isOutside);
    }
  }
}

function addHost(counts: Map<number, HourCounts>, host: number): void {
  if (!counts.has(host) && counts.size < MOST_HOSTS) counts.set(host, new HourCounts());
}

function countOpened(
  links: LinkTable,
  link: number,
  hour: number,
  of: HourCounts,
  isServing: (link: number) => boolean,
): void {
  of.add(METRIC.OPENED, hour, links.records[link]);
  if (links.failed[link] > 0 && !isServing(link)) of.add(METRIC.FAILED, hour, links.failed[link]);
  if (links.port[link] !== DNS_PORT) return;
  of.add(METRIC.LOOKUPS, hour, links.records[link]);
  of.add(METRIC.DNS_BYTES, hour, links.sourceBytes[link]);
}

/** What counts in either direction. */
function countBoth(
  links: LinkTable,
  link: number,
  hour: number,
  of: HourCounts,
  isOutside: boolean,
): void {
  const bytes = links.sourceBytes[link] + links.destinationBytes[link];
  const isIcmp = links.protocol[link] === 1 || links.protocol[link] === 58;
  of.add(METRIC.BYTES, hour, bytes);
  of.add(METRIC.PACKETS, hour, links.sourcePackets[link] + links.destinationPackets[link]);
  if (isOutside && isIcmp) of.add(METRIC.ICMP_BYTES, hour, bytes);
}
