import type { ConnectionBlock, ConnectionNames } from "../connection_block.ts";
import type { AddressBook } from "../network/address_book.ts";
import { endpointKey } from "../network/endpoint_key.ts";
import { Day } from "./day.ts";
import { countHour, type HourCounts, HOURS } from "./hour_counts.ts";
import { LinkTable } from "./link_table.ts";
import { isMoment, LocalClock, type LocalHour } from "./local_clock.ts";

const HOUR = 3_600_000;
/** Links of an hour and of a day; beyond, connections are only counted. */
const MOST_LINKS = { hour: 500_000, day: 1_000_000 };
/** Contact times that are kept of a link and day. */
const MOST_TIMES = 512;
/** Answering ports that are remembered, before remembering begins again. */
const MOST_ENDPOINTS = 1_000_000;

/** Adds connections up to hours and hours to days, and hands each day over when it has ended. */
export class DayBuilder {
  /** Connections that found no room in the tables, since the beginning. */
  dropped = 0;
  /** Connections without a time, which nothing can be said of. */
  timeless = 0;
  readonly #names: ConnectionNames;
  readonly #book: AddressBook;
  readonly #clock: LocalClock;
  readonly #onDay: (day: Day) => void;
  readonly #answering = new Set<number>();
  #hour = new LinkTable(MOST_LINKS.hour);
  #hourStart = -Infinity;
  #hourEnd = -Infinity;
  #local: LocalHour | null = null;
  #links = new LinkTable(MOST_LINKS.day);
  #counts = new Map<number, HourCounts>();
  #hourStarts = new Float64Array(HOURS).fill(NaN);
  #from = NaN;

  /** @param onDay called with each day that has ended, in order */
  constructor(
    names: ConnectionNames,
    book: AddressBook,
    clock: LocalClock,
    onDay: (day: Day) => void,
  ) {
    this.#names = names;
    this.#book = book;
    this.#clock = clock;
    this.#onDay = onDay;
  }

  /** Adds the connections of a block; what comes late counts to the present hour. */
  push(block: ConnectionBlock): void {
    for (let row = 0; row < block.rows; row++) {
      const time = block.time[row];
      if (!isMoment(time)) {
        this.timeless++;
        continue;
      }
      if (time >= this.#hourEnd) this.#startHour(time);
      this.#hour.add(block, row);
    }
  }

  /** Ends the day that is open. */
  finish(): void {
    this.#endHour();
    this.#endDay();
  }

  #startHour(time: number): void {
    this.#endHour();
    const start = LocalClock.hourStart(time);
    const local = this.#clock.at(start);
    if (this.#local && local.day !== this.#local.day) this.#endDay();
    this.#hourStart = start;
    this.#hourEnd = start + HOUR;
    this.#local = local;
  }

  #endHour(): void {
    const links = this.#hour;
    if (links.size === 0) return;
    const { hour } = this.#local!;
    for (let link = 0; link < links.size; link++) {
      const { source, destination, records } = links;
      this.#book.countBetween(source[link], destination[link], records[link]);
      if (links.answered[link] > 0) this.#answering.add(keyOf(links, link));
    }
    if (this.#answering.size > MOST_ENDPOINTS) this.#answering.clear();
    this.#book.decideOwn();
    countHour(
      links,
      hour,
      this.#book,
      this.#counts,
      (link) => this.#answering.has(keyOf(links, link)),
    );
    if (Number.isNaN(this.#from)) this.#from = this.#hourStart;
    // Of the two hours that the clock shows twice in autumn, the first counts.
    if (Number.isNaN(this.#hourStarts[hour])) this.#hourStarts[hour] = this.#hourStart;
    this.#links.addHour(links, hour, MOST_TIMES);
    this.#hour = new LinkTable(MOST_LINKS.hour);
  }

  #endDay(): void {
    if (this.#links.size === 0) return;
    this.dropped += this.#links.dropped;
    this.#onDay(
      new Day(
        this.#local!.day,
        this.#from,
        this.#hourEnd,
        this.#hourStarts,
        this.#links,
        this.#counts,
        this.#book,
        this.#names,
      ),
    );
    this.#links = new LinkTable(MOST_LINKS.day);
    this.#counts = new Map();
    this.#hourStarts = new Float64Array(HOURS).fill(NaN);
    this.#from = NaN;
  }
}

function keyOf(links: LinkTable, link: number): number {
  return endpointKey(links.destination[link], links.port[link], links.protocol[link]);
}
