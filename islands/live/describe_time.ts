import type { LiveRange } from "../../lib/monitoring/monitor/live_range.ts";

const toSecond = new Intl.DateTimeFormat("en-GB", {
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
  timeZone: "UTC",
});
const toMinute = new Intl.DateTimeFormat("en-GB", {
  hour: "2-digit",
  minute: "2-digit",
  timeZone: "UTC",
});

/** The time of day in UTC, to the second. */
export function clockTime(milliseconds: number): string {
  return toSecond.format(new Date(milliseconds));
}

/**
 * The time of day in UTC at which a bucket begins, to the second where the range is short.
 *
 * @param seconds since 1970
 */
export function bucketTime(seconds: number, range: LiveRange): string {
  return (range === "15m" ? toSecond : toMinute).format(new Date(1000 * seconds));
}

/** A number of seconds as a caption tells them, such as "5 seconds" or "8 minutes". */
export function stepWords(seconds: number): string {
  const isMinutes = seconds >= 60 && seconds % 60 === 0;
  const count = isMinutes ? seconds / 60 : seconds;
  return `${count === 1 ? "" : `${count} `}${isMinutes ? "minute" : "second"}${
    count === 1 ? "" : "s"
  }`;
}
