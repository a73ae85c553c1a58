/**
 * A time as RFC 3339 has it, in UTC, to the microsecond.
 *
 * @param epochSeconds seconds of the Unix epoch
 * @param nanoseconds that are added
 */
export function timeText(epochSeconds: number, nanoseconds: number): string {
  const seconds = Math.floor(nanoseconds / 1e9);
  const rest = nanoseconds - seconds * 1e9;
  const date = new Date((epochSeconds + seconds) * 1000).toISOString();
  const fraction = String(Math.floor(rest / 1000)).padStart(6, "0");
  return `${date.slice(0, -5)}.${fraction}Z`;
}
