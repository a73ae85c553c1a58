/**
 * Times of records in words, in the zone of the detection.
 *
 * @module
 */

import { formatPlural } from "../../base/format.ts";

const SECOND = 1000, MINUTE = 60 * SECOND, HOUR = 60 * MINUTE, DAY = 24 * HOUR;

/** Which times are told, and how. */
export interface TimeScale {
  /** IANA name. */
  timeZone: string;
  /** Whether times count from the start of a capture; then they are shown as durations. */
  isElapsed: boolean;
}

/** Writes times. */
export interface TimeWords {
  /** Such as `Thu 26 Nov 2026, 22:05`; with seconds where `isFine`. */
  moment(time: number, isFine?: boolean): string;
  /** Such as `Thu 26 Nov, 21:00 to 24:00`. */
  range(from: number, to: number): string;
  /** Such as `22:05:13`. */
  clock(time: number): string;
  /** Such as `Thu 26 Nov, 22:05:13`. */
  dated(time: number): string;
  /** Such as `Thu 26 Nov`. */
  day(time: number): string;
  /** Such as `CET`; empty for durations. */
  zone: string;
  /** Milliseconds that clocks of the zone are ahead of UTC. */
  offset(time: number): number;
}

/**
 * Words for times.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { timeWords } from "./describe_time.ts";
 *
 * const words = timeWords({ timeZone: "Europe/Prague", isElapsed: false }, 0);
 * const from = Date.parse("2026-11-26T20:00:00Z");
 * assert.equal(words.range(from, from + 3 * 3_600_000), "Thu 26 Nov, 21:00 to 24:00");
 * ```
 *
 * @param reference a time for which the zone is named
 */
export function timeWords({ timeZone, isElapsed }: TimeScale, reference: number): TimeWords {
  return isElapsed ? elapsedWords() : zonedWords(timeZone, reference);
}

/** How long a piece of time is, such as `3 hours`; it is a round number of one unit. */
export function describeWidth(width: number): string {
  const units: [length: number, name: string][] = [
    [DAY, "day"],
    [HOUR, "hour"],
    [MINUTE, "minute"],
    [SECOND, "second"],
  ];
  const [length, name] = units.find(([length]) => width % length === 0) ?? [1, "millisecond"];
  return formatPlural(width / length, name);
}

function zonedWords(timeZone: string, reference: number): TimeWords {
  const formatter = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat("en-GB", { timeZone, ...options });
  const dayFormat = formatter({ weekday: "short", day: "numeric", month: "short" });
  const year = formatter({ year: "numeric" });
  const short = formatter({ hour: "2-digit", minute: "2-digit" });
  const long = formatter({ hour: "2-digit", minute: "2-digit", second: "2-digit" });
  const parts = formatter({
    ...{ year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit" },
    ...{ second: "2-digit", hourCycle: "h23" },
  });
  const zone = formatter({ timeZoneName: "short" }).formatToParts(reference)
    .find(({ type }) => type === "timeZoneName")?.value ?? timeZone;
  const day = (time: number) => dayFormat.format(time).replace(",", "");
  const clock = (time: number) => long.format(time);
  const offset = (time: number) => {
    const at = Object.fromEntries(
      parts.formatToParts(time).map(({ type, value }) => [type, Number(value)]),
    );
    const local = Date.UTC(at.year, at.month - 1, at.day, at.hour, at.minute, at.second);
    return local - Math.floor(time / SECOND) * SECOND;
  };
  const isMidnight = (time: number) => (time + offset(time)) % DAY === 0;
  const range = (from: number, to: number) => {
    const write = to - from < 2 * MINUTE ? clock : (time: number) => short.format(time);
    if (isMidnight(to) && day(to - 1) === day(from)) return `${day(from)}, ${write(from)} to 24:00`;
    if (day(from) === day(to)) return `${day(from)}, ${write(from)} to ${write(to)}`;
    return `${day(from)}, ${write(from)} to ${day(to)}, ${write(to)}`;
  };
  return {
    moment: (time, isFine) =>
      `${day(time)} ${year.format(time)}, ${(isFine ? long : short).format(time)}`,
    range,
    clock,
    dated: (time) => `${day(time)}, ${clock(time)}`,
    day,
    zone,
    offset,
  };
}

function elapsedWords(): TimeWords {
  const clock = (time: number) => {
    const two = (value: number) => String(Math.floor(value)).padStart(2, "0");
    const days = Math.floor(time / DAY);
    return `${days > 0 ? `${days} d ` : ""}${two(time % DAY / HOUR)}:${two(time % HOUR / MINUTE)}:${
      two(time % MINUTE / SECOND)
    }`;
  };
  return {
    moment: (time) => `${clock(time)} after the start`,
    range: (from, to) => `${clock(from)} to ${clock(to)} after the start`,
    clock,
    dated: clock,
    day: (time) => `Day ${Math.floor(time / DAY) + 1}`,
    zone: "",
    offset: () => 0,
  };
}
