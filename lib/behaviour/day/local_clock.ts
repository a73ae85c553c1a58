const HOUR = 3_600_000;

/** The last moment that a calendar knows. */
const LAST_MOMENT = 8.64e15;

/** Whether a number of milliseconds since 1970 is a moment at all. */
export function isMoment(time: number): boolean {
  return Math.abs(time) < LAST_MOMENT;
}

/** The place of a moment in the week, where people are. */
export interface LocalHour {
  /** Days since 1 January 1970 by the local calendar. */
  day: number;
  /** 0 to 23. */
  hour: number;
  /** 0 for Sunday to 6 for Saturday. */
  weekday: number;
}

/** Tells hours and days of one time zone. */
export class LocalClock {
  readonly #format: Intl.DateTimeFormat;
  #start = NaN;
  #local: LocalHour = { day: 0, hour: 0, weekday: 0 };

  /**
   * @param timeZone an IANA name such as `Europe/Prague`
   * @throws {RangeError} when there is no such zone
   */
  constructor(timeZone: string) {
    this.#format = new Intl.DateTimeFormat("en-GB", {
      timeZone,
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      hourCycle: "h23",
    });
  }

  /** The whole hour of UTC that a moment lies in: milliseconds since 1970 of its beginning. */
  static hourStart(time: number): number {
    return Math.floor(time / HOUR) * HOUR;
  }

  /** @param hourStart what {@linkcode hourStart} gave */
  at(hourStart: number): LocalHour {
    if (hourStart === this.#start) return this.#local;
    const parts = new Map(
      this.#format.formatToParts(hourStart).map(({ type, value }) => [type, Number(value)]),
    );
    const day = Date.UTC(parts.get("year")!, parts.get("month")! - 1, parts.get("day")!) /
      (24 * HOUR);
    this.#start = hourStart;
    this.#local = { day, hour: parts.get("hour")!, weekday: (day + 4) % 7 };
    return this.#local;
  }
}
