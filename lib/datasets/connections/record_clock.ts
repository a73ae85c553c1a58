import type { ConnectionField } from "../../values/connections/connection_columns.ts";
import { FieldValues, firstWord, type ValuesOf } from "../../values/connections/field_values.ts";
import { readTime, TIME_READINGS, type TimeReading } from "../../values/connections/read_time.ts";
import type { FlatRecord } from "../../values/flatten.ts";
import { CLOCK_FROM } from "./clock_from.ts";
import { KNOWN_NAMES } from "./known_names.ts";

/** A clock may be so much ahead: milliseconds. What is later is no time. */
const MOST_AHEAD = 3_600_000;

/** Reads when records began, by the known names of their columns. */
export class RecordClock {
  readonly #fields = new FieldValues({ time: KNOWN_NAMES.time });
  /** How words of times are written; `undefined` until one was met. */
  #reading: TimeReading | null | undefined;

  /**
   * When a record began: milliseconds since 1970, `NaN` where it does not say. Times before 2001 count
   * from the start of something and are none; nor are those more than an hour ahead.
   *
   * @param now milliseconds since 1970
   */
  timeOf(record: FlatRecord, now: number): number {
    const values = this.#fields.of(record);
    const word = this.#reading === undefined ? firstWord(values("time")) : null;
    if (word !== null) this.#reading = timeReadingOf([word]);
    const time = momentOf(values, "time", this.#reading ?? null);
    return isClockTime(time, now) ? time : NaN;
  }
}

/** The first value of a field that is a time: milliseconds since 1970, `NaN` where there is none. */
export function momentOf(
  values: ValuesOf,
  field: ConnectionField,
  reading: TimeReading | null,
): number {
  for (const value of values(field)) {
    const time = readTime(value, reading);
    if (time !== null) return time;
  }
  return NaN;
}

/** Whether a time is one of a clock: after 2001, and not in the future. */
export function isClockTime(time: number, now: number): boolean {
  return time >= CLOCK_FROM && time <= now + MOST_AHEAD;
}

/** The first order of dates in which all words can be read; `null` for numbers. */
export function timeReadingOf(words: readonly string[]): TimeReading | null {
  const isRead = (reading: TimeReading | null) =>
    words.every((word) => readTime(word, reading) !== null);
  return isRead(null) ? null : TIME_READINGS.find(isRead) ?? null;
}
