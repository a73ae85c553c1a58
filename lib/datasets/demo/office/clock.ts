/**
 * Lengths of time in milliseconds, and what day of the week it is.
 *
 * @module
 */

export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** Which day of the week a time falls on in UTC: 0 is Monday, 6 Sunday. */
export function weekday(time: number): number {
  // 1 January 1970 was a Thursday.
  return (Math.floor(time / DAY) + 3) % 7;
}

/** Whether a time falls on a Saturday or Sunday in UTC. */
export function isWeekend(time: number): boolean {
  return weekday(time) >= 5;
}
