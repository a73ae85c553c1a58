import type { ConnectionBlock } from "../connection_block.ts";
import { LinkTable, type LinkTableState } from "./link_table.ts";
import { LocalClock, type LocalHour } from "./local_clock.ts";

const HOUR = 3_600_000;
/** Links of an hour; beyond, connections are only counted. */
const MOST_LINKS = 500_000;

/** An hour that may still get connections. */
export interface OpenHour {
  /** Milliseconds since 1970. */
  start: number;
  local: LocalHour;
  links: LinkTable;
}

/** Open hours as they are kept. */
export interface OpenHoursState {
  latest: number;
  hours: { start: number; links: LinkTableState }[];
}

/**
 * The hours that connections are being added to: the latest one and, as connections may come late,
 * those that ended less than so long before the latest connection began.
 */
export class OpenHours {
  /** When the latest connection began: milliseconds since 1970. */
  latest = -Infinity;
  readonly #clock: LocalClock;
  readonly #lateness: number;
  /** In the order of time. */
  #hours: OpenHour[] = [];
  #closesAt = Infinity;

  /** @param lateness milliseconds after its end for which an hour stays open */
  constructor(clock: LocalClock, lateness: number) {
    this.#clock = clock;
    this.#lateness = lateness;
  }

  /** In the order of time. */
  get hours(): readonly OpenHour[] {
    return this.#hours;
  }

  /** Until when no connection can be added any more. */
  get overUntil(): number {
    return this.latest - this.#lateness;
  }

  /** Whether hours are over when a connection has begun at that time. */
  isDue(time: number): boolean {
    return time >= this.#closesAt;
  }

  /**
   * Adds a connection to its hour. One whose hour is over counts to the oldest that is open.
   *
   * @returns whether it came in time
   */
  add(block: ConnectionBlock, row: number): boolean {
    const time = block.time[row];
    if (time > this.latest) this.latest = time;
    const newest = this.#hours.at(-1);
    if (newest && time >= newest.start && time < newest.start + HOUR) {
      newest.links.add(block, row);
      return true;
    }
    const start = LocalClock.hourStart(time);
    const isLate = newest !== undefined && start + HOUR <= this.overUntil;
    const hour = isLate ? this.#hours[0] : this.#open(start);
    hour.links.add(block, row);
    return !isLate;
  }

  /** Takes the oldest hour if it is over; in the order of time, call by call. */
  takeOver(): OpenHour | null {
    const [oldest] = this.#hours;
    return oldest && oldest.start + HOUR <= this.overUntil ? this.take() : null;
  }

  /** Takes the oldest hour, whether or not it is over. */
  take(): OpenHour | null {
    const hour = this.#hours.shift() ?? null;
    this.#schedule();
    return hour;
  }

  save(): OpenHoursState {
    const hours = this.#hours.map(({ start, links }) => ({ start, links: links.save() }));
    return { latest: this.latest, hours };
  }

  restore({ latest, hours }: OpenHoursState): void {
    this.latest = latest;
    this.#hours = [];
    for (const { start, links } of hours) this.#open(start).links.restore(links);
  }

  #open(start: number): OpenHour {
    const known = this.#hours.find((hour) => hour.start === start);
    if (known) return known;
    const hour = { start, local: { ...this.#clock.at(start) }, links: new LinkTable(MOST_LINKS) };
    this.#hours.push(hour);
    this.#hours.sort((a, b) => a.start - b.start);
    this.#schedule();
    return hour;
  }

  #schedule(): void {
    const [oldest] = this.#hours;
    this.#closesAt = oldest ? oldest.start + HOUR + this.#lateness : Infinity;
  }
}
