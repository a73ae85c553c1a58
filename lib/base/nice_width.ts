const SECOND = 1000, MINUTE = 60 * SECOND, HOUR = 60 * MINUTE, DAY = 24 * HOUR;

/** Widths that people count in, in milliseconds. */
const WIDTHS = [
  ...[1, 2, 5, 10, 20, 50, 100, 200, 500],
  ...[1, 2, 5, 10, 15, 30].map((seconds) => seconds * SECOND),
  ...[1, 2, 5, 10, 15, 30].map((minutes) => minutes * MINUTE),
  ...[1, 2, 3, 6, 12].map((hours) => hours * HOUR),
  ...[1, 2, 7, 14, 28, 91, 182, 364].map((days) => days * DAY),
];

/**
 * The narrowest round width of which at most so many cover a span of time.
 *
 * @param span in milliseconds
 * @param most intervals
 * @returns milliseconds
 *
 * @example
 * ```ts
 * import { niceWidth } from "./nice_width.ts";
 * import assert from "node:assert/strict";
 *
 * assert.equal(niceWidth(3_600_000, 60), 60_000);
 * ```
 */
export function niceWidth(span: number, most: number): number {
  const year = WIDTHS.at(-1)!;
  return WIDTHS.find((width) => span / width <= most) ?? Math.ceil(span / most / year) * year;
}
