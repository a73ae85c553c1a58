import type { ConnectionNames } from "../connection_block.ts";
import type { AddressBook } from "../network/address_book.ts";
import { endpointKey } from "../network/endpoint_key.ts";
import { Day } from "./day.ts";
import { countHour, HourCounts, HOURS } from "./hour_counts.ts";
import { LinkTable, type LinkTableState } from "./link_table.ts";
import type { OpenHour } from "./open_hours.ts";

const HOUR = 3_600_000;
const MOST_LINKS = 1_000_000;
/** Contact times that are kept of a link and day. */
const MOST_TIMES = 512;

/** The sums of a day as they are kept. */
export interface DaySumsState {
  number: number;
  from: number;
  to: number;
  hourStarts: Float64Array;
  links: LinkTableState;
  counts: Map<number, Float32Array>;
}

/** What the hours of one day add up to. */
export class DaySums {
  readonly links = new LinkTable(MOST_LINKS);
  readonly counts = new Map<number, HourCounts>();
  /** Milliseconds since 1970 of the beginning of its first hour with connections. */
  #from = NaN;
  /** And of the end of the last one. */
  #to = NaN;
  readonly #hourStarts = new Float64Array(HOURS).fill(NaN);

  /** @param number days since 1 January 1970, by the local calendar */
  constructor(readonly number: number) {}

  /**
   * Adds an hour that has ended, or what there is of it.
   *
   * @param answering keys of ports that are known to answer, those of the hour included
   */
  addHour(
    { start, local: { hour }, links }: OpenHour,
    book: AddressBook,
    answering: (key: number) => boolean,
  ): void {
    countHour(
      links,
      hour,
      book,
      this.counts,
      (link) => answering(answeringKey(links, link, book)),
    );
    if (Number.isNaN(this.#from)) this.#from = start;
    this.#to = start + HOUR;
    // Of the two hours that the clock shows twice in autumn, the first counts.
    if (Number.isNaN(this.#hourStarts[hour])) this.#hourStarts[hour] = start;
    this.links.addHour(links, hour, MOST_TIMES);
  }

  /**
   * The day that they make.
   *
   * @param overUntil until when everything that happened is known to be in it
   */
  toDay(book: AddressBook, names: ConnectionNames, overUntil: number): Day {
    return new Day({
      number: this.number,
      from: this.#from,
      to: this.#to,
      hourStarts: this.#hourStarts,
      overUntil,
      links: this.links,
      counts: this.counts,
      book,
      names,
    });
  }

  /** The same again, to be added to without changing this one. */
  copy(): DaySums {
    const copy = new DaySums(this.number);
    copy.restore(this.save());
    return copy;
  }

  save(): DaySumsState {
    return {
      number: this.number,
      from: this.#from,
      to: this.#to,
      hourStarts: this.#hourStarts.slice(),
      links: this.links.save(),
      counts: new Map(this.counts.entries().map(([host, counts]) => [host, counts.save()])),
    };
  }

  /** @param state of the same day */
  restore({ from, to, hourStarts, links, counts }: DaySumsState): void {
    this.#from = from;
    this.#to = to;
    this.#hourStarts.set(hourStarts);
    this.links.restore(links);
    this.counts.clear();
    for (const [host, values] of counts) this.counts.set(host, new HourCounts(values));
  }
}

/** The key of the port that a link goes to. */
export function answeringKey(links: LinkTable, link: number, book: AddressBook): number {
  const { destination, port, protocol } = links;
  return endpointKey(book.keyOf(destination[link]), port[link], protocol[link]);
}
