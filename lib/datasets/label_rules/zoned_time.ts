import { readTime } from "../../values/connections/read_time.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const QUARTER = HOUR / 4;

/** What ends a time that says in which zone it is. */
const ZONE = /\d{2}:\d{2}.*(z|[+-]\d{2}(:?\d{2})?)$/i;

/** Reads times as people write them down: with a zone of their own, or in one that is said beside them. */
export class ZonedTime {
  readonly #format: Intl.DateTimeFormat;
  /** Offsets by the quarter of an hour, within which none changes: asking for them is slow. */
  readonly #offsets = new Map<number, number>();

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
      minute: "numeric",
      second: "numeric",
      hourCycle: "h23",
    });
  }

  /**
   * @param text year first, or a number since 1970; of an hour that a clock shows twice, the first is
   *   meant
   * @returns milliseconds since 1970, `null` where the text is no time
   */
  read(text: string): number | null {
    const time = readTime(text, "yearFirst");
    if (time === null || !/\D/.test(text.replace(".", "")) || ZONE.test(text)) return time;
    // The offset at the time itself is that of the moment which it names; near a change, the earlier.
    const offsets = [time - DAY, time + DAY].map((near) => this.#offset(near));
    const moments = offsets.map((offset) => time - offset);
    const fitting = moments.filter((moment) => moment + this.#offset(moment) === time);
    return fitting.length > 0 ? Math.min(...fitting) : Math.max(...moments);
  }

  /** Milliseconds that the clocks of the zone are ahead of UTC. */
  #offset(moment: number): number {
    const quarter = Math.floor(moment / QUARTER) * QUARTER;
    const known = this.#offsets.get(quarter);
    if (known !== undefined) return known;
    const offset = this.#ask(quarter);
    this.#offsets.set(quarter, offset);
    return offset;
  }

  #ask(whole: number): number {
    const parts = this.#format.formatToParts(whole);
    const at = (name: Intl.DateTimeFormatPartTypes) =>
      Number(parts.find(({ type }) => type === name)!.value);
    const date = Date.UTC(at("year"), at("month") - 1, at("day"));
    return date + at("hour") * HOUR + at("minute") * 60_000 + at("second") * 1000 - whole;
  }
}
