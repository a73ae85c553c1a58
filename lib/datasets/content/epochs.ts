/**
 * Columns of numbers that are points in time.
 *
 * @module
 */
import { nameTokens } from "../columns/name_tokens.ts";
import type { NumberColumn } from "./counters.ts";

/** 1995 to 2045, in seconds since 1970. No measure of traffic stays within this range. */
const EPOCH = [788_918_400, 2_366_841_600];
/** Seconds, milliseconds, microseconds, nanoseconds. */
const UNITS = [1, 1e3, 1e6, 1e9];
/** 1995 to 2045 as spreadsheets count days, from 1900 on. */
const SERIAL_DAYS = [34_700, 52_963];
/** Fewer rows prove nothing, unless the name speaks of time. */
const FEWEST_ROWS = 10;
/** What tools write where a point in time is not known. */
const UNKNOWN = new Set([0, -1]);
const MOST_UNKNOWN = 0.8;

const TIMES = new Set([
  ...[
    "time",
    "timestamp",
    "ts",
    "date",
    "datetime",
    "epoch",
    "start",
    "end",
    "seen",
    "first",
    "last",
  ],
  ...["stime", "ltime", "zeit", "datum", "begin", "ms", "us", "ns"],
]);
/** What may be a large number for its own reasons. */
export const RATES = new Set([
  "bps",
  "rate",
  "throughput",
  "speed",
  "bandwidth",
  "bits",
  "load",
  "freq",
]);

/** Whether the values are points in time: since 1970 in any unit, as digits of a date, or in days. */
export function isEpoch(column: NumberColumn): boolean {
  const sampled = column.runs.flat();
  const known = sampled.filter((value) => !UNKNOWN.has(value));
  if (known.length < (1 - MOST_UNKNOWN) * sampled.length) return false;
  const tokens = nameTokens(column.name);
  const named = tokens.some((token) => TIMES.has(token));
  if (known.length < (named ? 1 : FEWEST_ROWS)) return false;
  // Values beyond the sample are seen in the range, unless the lowest stands for what is not known.
  const all = [...known, column.max, ...(UNKNOWN.has(column.min) ? [] : [column.min])];
  const within = ([from, to]: number[], unit: number) =>
    all.every((value) => value >= from * unit && value <= to * unit);
  const isRate = tokens.some((token) => RATES.has(token));
  if (UNITS.some((unit) => within(EPOCH, unit) && (unit > 1 || !isRate))) return true;
  if (all.every(isDigitsOfDate) && (named || column.distinct > 1)) return true;
  return within(SERIAL_DAYS, 1) && !known.every(Number.isInteger) && (named || isSorted(column));
}

/** 20260131, 202601311259 and 20260131125959. */
function isDigitsOfDate(value: number): boolean {
  const digits = String(value);
  if (![8, 12, 14].includes(digits.length) || !/^(19|20)\d+$/.test(digits)) return false;
  const part = (from: number) => Number(digits.slice(from, from + 2) || "0");
  const [month, day, hour, minute, second] = [4, 6, 8, 10, 12].map(part);
  return month >= 1 && month <= 12 && day >= 1 && day <= 31 && hour < 24 && minute < 60 &&
    second <= 60;
}

function isSorted({ runs }: NumberColumn): boolean {
  const values = runs.flat();
  return values.length >= FEWEST_ROWS &&
    values.every((value, i) => i === 0 || value >= values[i - 1]);
}
