/**
 * Words that are points in time.
 *
 * @module
 */

const CLOCK = String.raw`\d{1,2}:\d{2}(?::\d{2}(?:[.,:]\d{1,9})?)?(?: ?[ap]\.?m\.?)?`;
const ZONE = String.raw`(?: ?(?:z|utc|gmt)?(?: ?[+-]\d{2}:?(?:\d{2})?)?| ?[a-z]{2,5})`;
const AFTER_DATE = `(?:[t ,_:-]+${CLOCK}${ZONE})?`;
const MONTH = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mär|mai|okt|dez";

const YEAR_FIRST = new RegExp(
  String.raw`^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})${AFTER_DATE}$`,
  "i",
);
const YEAR_LAST = new RegExp(String.raw`^(\d{1,2})([-/.])(\d{1,2})\2(\d{4})${AFTER_DATE}$`, "i");
const SHORT_YEAR = new RegExp(
  String.raw`^(\d{1,2})([-/.])(\d{1,2})\2(\d{2})([t ,]+${CLOCK}${ZONE})?$`,
  "i",
);
const COMPACT = /^(\d{4})(\d{2})(\d{2})[t_ -]?\d{4,6}(\.\d+)?z?$/i;
const MONTH_NAME = new RegExp(
  String
    .raw`^(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,? +)?(?:\d{1,2}(?:st|nd|rd|th)?[ ./-]+)?` +
    String.raw`(?:${MONTH})[a-z]*[ ./,-]+(?:\d{1,2}(?:st|nd|rd|th)?,? +)?` +
    String.raw`(?:${CLOCK}${ZONE} +)?(?:\d{4}|\d{2})?(?:[ ,:t]*${CLOCK}${ZONE})?$`,
  "i",
);
const YEAR_AND_CLOCK = new RegExp(String.raw`^\d{4}[ -]+${CLOCK}$`, "i");
const TIME_OF_DAY = new RegExp(
  String.raw`^(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?( ?[ap]m)?$`,
  "i",
);

/**
 * Whether a word is a point in time: a date in any order, with or without a clock and a zone. Parts
 * must be possible: `16-0-1` and `7.4.1` are none.
 *
 * @example
 * ```ts
 * import { isMoment } from "./moments.ts";
 * import assert from "node:assert/strict";
 *
 * assert.ok(isMoment("Mar  1, 2026 00:00:17.583456000 CET"));
 * assert.ok(!isMoment("7.4.1"));
 * ```
 */
export function isMoment(word: string): boolean {
  const text = word.trim();
  if (text.length > 60) return false;
  const yearFirst = YEAR_FIRST.exec(text);
  if (yearFirst) return isYear(yearFirst[1]) && isMonthAndDay(yearFirst[3], yearFirst[4]);
  const yearLast = YEAR_LAST.exec(text);
  if (yearLast) {
    const [, a, , b, year] = yearLast;
    return isYear(year) && (isMonthAndDay(a, b) || isMonthAndDay(b, a));
  }
  const short = SHORT_YEAR.exec(text);
  if (short) {
    const [, a, sign, b, year, clock] = short;
    const written = sign === "/" || clock !== undefined || (a.length === 2 && b.length === 2);
    return written &&
      (isMonthAndDay(a, b) || isMonthAndDay(b, a) || isMonthAndDay(b, year));
  }
  const compact = COMPACT.exec(text);
  if (compact) return isYear(compact[1]) && isMonthAndDay(compact[2], compact[3]);
  return (/\d/.test(text) && MONTH_NAME.test(text)) || YEAR_AND_CLOCK.test(text);
}

/** Whether a word is a time of the day. */
export function isTimeOfDay(word: string): boolean {
  const found = TIME_OF_DAY.exec(word.trim());
  return found !== null && Number(found[1]) < 24 && Number(found[2]) < 60 &&
    Number(found[3] ?? 0) <= 60;
}

function isYear(text: string): boolean {
  const year = Number(text);
  return year >= 1900 && year < 2200;
}

function isMonthAndDay(month: string, day: string): boolean {
  return Number(month) >= 1 && Number(month) <= 12 && Number(day) >= 1 && Number(day) <= 31;
}
