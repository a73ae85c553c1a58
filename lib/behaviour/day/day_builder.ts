import type { ConnectionBlock, ConnectionNames } from "../connection_block.ts";
import type { AddressBook } from "../network/address_book.ts";
import type { Day } from "./day.ts";
import { answeringKey, DaySums, type DaySumsState } from "./day_sums.ts";
import { isMoment, type LocalClock } from "./local_clock.ts";
import { type OpenHour, OpenHours, type OpenHoursState } from "./open_hours.ts";

/** Answering ports that are remembered, before remembering begins again. */
const MOST_ENDPOINTS = 1_000_000;

/** What has been counted since the beginning. */
export interface BuilderCounts {
  /** Connections that found no room in the tables. */
  dropped: number;
  /** Connections without a time, which nothing can be said of. */
  timeless: number;
  /** Connections that came too late for their hour and were counted to a later one. */
  late: number;
}

/** What a {@linkcode DayBuilder} keeps. */
export interface DayBuilderState {
  counts: BuilderCounts;
  answering: Set<number>;
  hours: OpenHoursState;
  sums: DaySumsState | null;
}

/** Adds connections up to hours and hours to days, and hands each day over when it has ended. */
export class DayBuilder {
  readonly #names: ConnectionNames;
  readonly #book: AddressBook;
  readonly #onDay: (day: Day) => void;
  readonly #hours: OpenHours;
  #answering = new Set<number>();
  #sums: DaySums | null = null;
  #counts: BuilderCounts = { dropped: 0, timeless: 0, late: 0 };

  /**
   * @param onDay called with each day that has ended, in order
   * @param lateness milliseconds that connections may come later than others which began after them
   */
  constructor(
    names: ConnectionNames,
    book: AddressBook,
    clock: LocalClock,
    onDay: (day: Day) => void,
    lateness = 0,
  ) {
    this.#names = names;
    this.#book = book;
    this.#onDay = onDay;
    this.#hours = new OpenHours(clock, lateness);
  }

  get counts(): Readonly<BuilderCounts> {
    return this.#counts;
  }

  /** When the latest connection began: milliseconds since 1970; -Infinity before the first. */
  get latest(): number {
    return this.#hours.latest;
  }

  /** Adds the connections of a block. */
  push(block: ConnectionBlock): void {
    for (let row = 0; row < block.rows; row++) {
      const time = block.time[row];
      if (!isMoment(time)) {
        this.#counts.timeless++;
      } else if (block.source[row] < 0 || block.destination[row] < 0) {
        this.#counts.dropped++;
      } else {
        if (!this.#hours.add(block, row)) this.#counts.late++;
        if (this.#hours.isDue(time)) this.#endHours();
      }
    }
  }

  /** The day so far, with the hours that are still open; `null` where there is none. */
  preview(): Day | null {
    const open = this.#hours.hours;
    const number = this.#sums?.number ?? open[0]?.local.day;
    if (number === undefined) return null;
    const sums = this.#sums?.copy() ?? new DaySums(number);
    const answering = new Set<number>();
    for (const hour of open) {
      if (hour.local.day !== number) break;
      for (const key of this.#answeringIn(hour)) answering.add(key);
      sums.addHour(hour, this.#book, (key) => this.#answering.has(key) || answering.has(key));
    }
    if (sums.links.size === 0) return null;
    return sums.toDay(this.#book, this.#names, this.#hours.overUntil);
  }

  /** Ends the day that is open. */
  finish(): void {
    for (let hour = this.#hours.take(); hour; hour = this.#hours.take()) this.#endHour(hour);
    this.#endDay();
  }

  /** Calls a function with the hosts that links of today have. */
  forEachHost(use: (host: number) => void): void {
    const tables = this.#hours.hours.map(({ links }) => links);
    if (this.#sums) tables.push(this.#sums.links);
    for (const { size, source, destination } of tables) {
      for (let link = 0; link < size; link++) {
        use(source[link]);
        use(destination[link]);
      }
    }
  }

  save(): DayBuilderState {
    return {
      counts: this.#counts,
      answering: this.#answering,
      hours: this.#hours.save(),
      sums: this.#sums && this.#sums.save(),
    };
  }

  restore({ counts, answering, hours, sums }: DayBuilderState): void {
    this.#counts = counts;
    this.#answering = answering;
    this.#hours.restore(hours);
    this.#sums = sums && new DaySums(sums.number);
    this.#sums?.restore(sums!);
  }

  #endHours(): void {
    for (let hour = this.#hours.takeOver(); hour; hour = this.#hours.takeOver()) {
      this.#endHour(hour);
    }
    const [next] = this.#hours.hours;
    if (next && this.#sums && next.local.day !== this.#sums.number) this.#endDay();
  }

  #endHour(hour: OpenHour): void {
    const { links, local } = hour;
    if (links.size === 0) return;
    if (this.#sums && this.#sums.number !== local.day) this.#endDay();
    const { source, destination, records } = links;
    for (let link = 0; link < links.size; link++) {
      this.#book.countBetween(source[link], destination[link], records[link]);
    }
    for (const key of this.#answeringIn(hour)) this.#answering.add(key);
    if (this.#answering.size > MOST_ENDPOINTS) this.#answering.clear();
    this.#book.decideOwn();
    this.#sums ??= new DaySums(local.day);
    this.#sums.addHour(hour, this.#book, (key) => this.#answering.has(key));
  }

  *#answeringIn({ links }: OpenHour): Iterable<number> {
    for (let link = 0; link < links.size; link++) {
      if (links.answered[link] > 0) yield answeringKey(links, link, this.#book);
    }
  }

  #endDay(): void {
    const sums = this.#sums;
    if (!sums) return;
    this.#counts.dropped += sums.links.dropped;
    this.#sums = null;
    this.#onDay(sums.toDay(this.#book, this.#names, Infinity));
  }
}
