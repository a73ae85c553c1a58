const DAY_SECONDS = 86_400;

/** Two digits of numbers below sixty. */
const DIGITS = Array.from({ length: 60 }, (_, i) => String(i).padStart(2, "0"));

/** The day that was written last: flows come by the thousand a day. */
let lastDay = NaN;
let lastDayText = "";

/**
 * A time as RFC 3339 has it, in UTC, to the microsecond.
 *
 * @param epochSeconds seconds of the Unix epoch
 * @param nanoseconds that are added
 */
export function timeText(epochSeconds: number, nanoseconds: number): string {
  const whole = Math.floor(nanoseconds / 1e9);
  const fraction = Math.floor((nanoseconds - whole * 1e9) / 1000);
  const seconds = epochSeconds + whole;
  const day = Math.floor(seconds / DAY_SECONDS);
  if (day !== lastDay) {
    lastDay = day;
    lastDayText = new Date(day * DAY_SECONDS * 1000).toISOString().slice(
      0,
      -"00:00:00.000Z".length,
    );
  }
  const rest = seconds - day * DAY_SECONDS;
  const hour = DIGITS[Math.floor(rest / 3600)];
  const minute = DIGITS[Math.floor(rest / 60) % 60];
  return `${lastDayText}${hour}:${minute}:${DIGITS[rest % 60]}.${
    String(fraction).padStart(6, "0")
  }Z`;
}
