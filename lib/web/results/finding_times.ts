import { formatDuration } from "../../base/format.ts";

const DAY_MS = 86_400_000;

const day = new Intl.DateTimeFormat("en-GB", {
  day: "numeric",
  month: "short",
  year: "numeric",
  timeZone: "UTC",
});
const clock = new Intl.DateTimeFormat("en-GB", {
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
  timeZone: "UTC",
});

/**
 * A time of a record as the data have it, to the second; how long after the start where times count
 * from one.
 *
 * @param milliseconds since 1970, or since the start
 *
 * @example
 * ```ts
 * import { findingTime } from "./finding_times.ts";
 * import assert from "node:assert/strict";
 *
 * assert.equal(findingTime(Date.UTC(2026, 2, 1, 10), false), "1 Mar 2026, 10:00:00");
 * assert.equal(findingTime(90_000, true), "1 min 30 s");
 * ```
 */
export function findingTime(milliseconds: number, elapsed: boolean): string {
  if (elapsed) return formatDuration(milliseconds);
  const at = new Date(milliseconds);
  return `${day.format(at)}, ${clock.format(at)}`;
}

/** The width of an interval in one word, such as `5 minutes`. */
export function intervalWords(width: number): string {
  const units: [number, string][] = [
    [DAY_MS, "day"],
    [3_600_000, "hour"],
    [60_000, "minute"],
    [1000, "second"],
  ];
  const [size, unit] = units.find(([size]) => width >= size) ?? [1, "millisecond"];
  const count = width / size;
  return count === 1 ? unit : `${count} ${unit}s`;
}
