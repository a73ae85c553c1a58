const clock = new Intl.DateTimeFormat("en-GB", {
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
  timeZone: "UTC",
});

/** The time of day in UTC, to the second. */
export function clockTime(milliseconds: number): string {
  return clock.format(new Date(milliseconds));
}

/** Seconds before now as an axis tells them. */
export function agoWords(seconds: number): string {
  return seconds === 0 ? "now" : `-${seconds} s`;
}
