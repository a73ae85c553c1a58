import type { ConnectionNames } from "../connection_block.ts";
import type { AddressBook } from "../network/address_book.ts";
import { endpointKey } from "../network/endpoint_key.ts";
import type { HourCounts } from "./hour_counts.ts";
import type { LinkTable } from "./link_table.ts";

const NO_LINKS = new Int32Array(0);

const HOUR = 3_600_000;

/** What a day is made of. */
export interface DayParts {
  /** Days since 1 January 1970, by the local calendar. */
  number: number;
  /** Milliseconds since 1970 of the beginning of its first hour with connections. */
  from: number;
  /** Milliseconds since 1970 of the end of its last hour with connections. */
  to: number;
  /** For each hour of the day, when it began; `NaN` where nothing was seen. */
  hourStarts: Float64Array;
  /** Until when everything that happened is known to be there: Infinity where the day has ended. */
  overUntil: number;
  links: LinkTable;
  counts: Map<number, HourCounts>;
  book: AddressBook;
  names: ConnectionNames;
}

/** All that checks read of one day, or of the part of it that was seen. */
export class Day implements DayParts {
  readonly number: number;
  readonly from: number;
  readonly to: number;
  readonly hourStarts: Float64Array;
  readonly overUntil: number;
  readonly links: LinkTable;
  readonly counts: Map<number, HourCounts>;
  readonly book: AddressBook;
  readonly names: ConnectionNames;
  /** Links by the host that opened them. */
  readonly bySource: Map<number, Int32Array>;
  /** Links by the host that they went to. */
  readonly byDestination: Map<number, Int32Array>;
  /** Ports that somebody answered on; see {@linkcode endpointKey}. */
  readonly #answering = new Set<number>();

  constructor(parts: DayParts) {
    const { links } = parts;
    this.number = parts.number;
    this.from = parts.from;
    this.to = parts.to;
    this.hourStarts = parts.hourStarts;
    this.overUntil = parts.overUntil;
    this.links = links;
    this.counts = parts.counts;
    this.book = parts.book;
    this.names = parts.names;
    this.bySource = groupLinks(links.source, links.size);
    this.byDestination = groupLinks(links.destination, links.size);
    for (let link = 0; link < links.size; link++) {
      if (links.answered[link] > 0) {
        this.#answering.add(
          endpointKey(links.destination[link], links.port[link], links.protocol[link]),
        );
      }
    }
  }

  /** Whether it lies on a Saturday or Sunday. */
  get isWeekend(): boolean {
    const weekday = (this.number + 4) % 7;
    return weekday === 0 || weekday === 6;
  }

  /** Whether nothing can be added to it any more. */
  get isOver(): boolean {
    return this.overUntil === Infinity;
  }

  /** Whether there were connections in an hour of the day, and all of them are known. */
  isHourKnown(hour: number): boolean {
    return this.hourStarts[hour] + HOUR <= this.overUntil;
  }

  linksFrom(host: number): Int32Array {
    return this.bySource.get(host) ?? NO_LINKS;
  }

  linksTo(host: number): Int32Array {
    return this.byDestination.get(host) ?? NO_LINKS;
  }

  /** Whether anybody was answered where this link goes to. */
  isAnswering(link: number): boolean {
    const { destination, port, protocol } = this.links;
    return this.#answering.has(endpointKey(destination[link], port[link], protocol[link]));
  }

  /**
   * Whether a link failed in a way that counts: to one host, never answered, and nobody else was
   * answered there either.
   */
  isFailed(link: number): boolean {
    const { links } = this;
    return links.failed[link] > 0 && links.answered[link] === 0 &&
      !this.book.isGroup(links.destination[link]) && !this.isAnswering(link);
  }

  /** The name of a host. */
  hostName(host: number): string {
    return this.names.hosts.nameOf(host);
  }

  /** The name of a link's application protocol, where it is known. */
  serviceName(link: number): string | undefined {
    const service = this.links.service[link];
    return service < 0 ? undefined : this.names.services.nameOf(service);
  }
}

function groupLinks(hosts: Int32Array, size: number): Map<number, Int32Array> {
  const counts = new Map<number, number>();
  for (let link = 0; link < size; link++) {
    counts.set(hosts[link], (counts.get(hosts[link]) ?? 0) + 1);
  }
  const groups = new Map<number, Int32Array>();
  for (const [host, count] of counts) groups.set(host, new Int32Array(count));
  for (let link = size - 1; link >= 0; link--) {
    const host = hosts[link];
    const at = counts.get(host)! - 1;
    groups.get(host)![at] = link;
    counts.set(host, at);
  }
  return groups;
}
