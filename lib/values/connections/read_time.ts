/**
 * Points in time of single records, as the database reads those of whole files.
 *
 * @module
 */
import { trimBlanks } from "../missing.ts";
import { numberOf, type Value } from "../value.ts";

/** In which order the words of a column write dates. */
export const TIME_READINGS = ["yearFirst", "dayFirst", "monthFirst"] as const;

/** One of {@linkcode TIME_READINGS}. */
export type TimeReading = typeof TIME_READINGS[number];

/** From which number on a time is in which unit, largest first; smaller ones are seconds. */
export const TIME_UNITS = [
  { from: 1e17, perMillisecond: 1e6 },
  { from: 1e14, perMillisecond: 1e3 },
  { from: 1e11, perMillisecond: 1 },
];

const CLOCK = String
  .raw`(?:[T ]+(?<hour>\d{1,2}):(?<minute>\d{2})(?::(?<second>\d{2})(?:\.(?<fraction>\d+))?)?` +
  String.raw` ?(?<half>[AP]M)?)? ?(?<zone>Z|[+-]\d{2}(?::?\d{2})?)?`;
const YEAR = String.raw`(?<year>\d{4})`;
const MONTH = String.raw`(?<month>\d{1,2})`;
const DAY = String.raw`(?<day>\d{1,2})`;

const PATTERNS: Record<TimeReading, RegExp> = {
  yearFirst: new RegExp(`^${YEAR}[-/]${MONTH}[-/]${DAY}${CLOCK}$`, "i"),
  dayFirst: new RegExp(`^${DAY}[-/.]${MONTH}[-/.]${YEAR}${CLOCK}$`, "i"),
  monthFirst: new RegExp(`^${MONTH}[-/]${DAY}[-/]${YEAR}${CLOCK}$`, "i"),
};

/**
 * A value as a point in time. Numbers are seconds, or what their size says: milliseconds,
 * microseconds or nanoseconds since 1970. Words without a zone are in UTC.
 *
 * @param reading of the words of the column; `null` where it holds numbers
 * @returns milliseconds since 1970, `null` where the value says nothing of it
 *
 * @example
 * ```ts
 * import { readTime } from "./read_time.ts";
 * import assert from "node:assert/strict";
 *
 * assert.equal(readTime("1700000000.5", null), 1_700_000_000_500);
 * assert.equal(readTime("4/7/2017 8:54", "dayFirst"), Date.UTC(2017, 6, 4, 8, 54));
 * assert.equal(readTime("2017-07-04T10:54:00+02:00", "yearFirst"), Date.UTC(2017, 6, 4, 8, 54));
 * ```
 */
export function readTime(value: Value, reading: TimeReading | null): number | null {
  if (typeof value === "boolean") return null;
  const number = numberOf(value);
  if (typeof number === "number") return Number.isFinite(number) ? inMilliseconds(number) : null;
  return typeof value === "string" && reading ? readWords(value, reading) : null;
}

function inMilliseconds(number: number): number {
  const unit = TIME_UNITS.find(({ from }) => Math.abs(number) >= from);
  return unit ? number / unit.perMillisecond : number * 1000;
}

function readWords(text: string, reading: TimeReading): number | null {
  const parts = PATTERNS[reading].exec(trimBlanks(text))?.groups;
  if (!parts) return null;
  const [year, month, day] = [parts.year, parts.month, parts.day].map(Number);
  const [hour, minute, second] = [parts.hour, parts.minute, parts.second]
    .map((part) => Number(part ?? 0));
  const isHalf = parts.half !== undefined;
  if (isHalf ? hour < 1 || hour > 12 : hour > 23) return null;
  if (minute > 59 || second > 59) return null;
  const isAfternoon = parts.half?.toUpperCase() === "PM";
  const date = Date.UTC(year, month - 1, day, isHalf ? hour % 12 + (isAfternoon ? 12 : 0) : hour);
  if (new Date(Date.UTC(year, month - 1, day)).getUTCDate() !== day || month > 12) return null;
  const micros = Number((parts.fraction ?? "").slice(0, 6).padEnd(6, "0"));
  const seconds = 60 * (minute - zoneMinutes(parts.zone)) + second;
  return ((date + 1000 * seconds) * 1000 + micros) / 1000;
}

/** Minutes that a zone is ahead of UTC. */
function zoneMinutes(zone: string | undefined): number {
  if (zone === undefined || zone.toUpperCase() === "Z") return 0;
  const minutes = 60 * Number(zone.slice(1, 3)) + Number(zone.slice(3).replace(":", ""));
  return zone[0] === "-" ? -minutes : minutes;
}
