/**
 * How much one request may hold, so that checking it and answering take little time and memory.
 *
 * @module
 */
import { z } from "zod";

/** Entries of one array, fields of one object. */
export const MOST_ENTRIES = 10_000;

/** Characters of one text. */
export const LONGEST_TEXT = 100_000;

/** Characters of a list in one text, where a request takes one. */
export const LONGEST_LIST = 1_500_000;

/** Characters of a column's or a field's name. */
export const LONGEST_NAME = 2_000;

/** Characters of an id. */
export const LONGEST_ID = 100;

const most = (count: number) => `Must have at most ${count} characters.`;

/** The schema of an id that a request names. */
export const givenId = z.string().min(1, "Enter an ID.").max(LONGEST_ID, most(LONGEST_ID));

/** The schema of a column's name that a request gives. */
export const givenColumn = z.string().max(LONGEST_NAME, most(LONGEST_NAME));

/** The schema of a time that a request gives, with its zone. */
export const givenTime = z.iso.datetime({
  offset: true,
  error: "Must be an RFC 3339 time with a zone, such as 2026-03-01T12:00:00Z.",
}).max(50);

/** The schema of a label that a request gives. */
export const givenLabel = z.string().max(LONGEST_TEXT, most(LONGEST_TEXT));

/** The schema of columns' names that a request gives. */
export const givenColumns = z.array(givenColumn)
  .max(MOST_ENTRIES, `Must have at most ${MOST_ENTRIES} columns.`);

/** The schema of a time zone that a request names. */
export const givenTimeZone = z.string().max(100).refine(
  isTimeZone,
  "There is no such time zone.",
);

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
