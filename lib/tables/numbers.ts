/**
 * What counts as a number in a dataset, as SQL.
 *
 * @module
 */
import { MISSING_WORDS } from "../values/missing.ts";
import { LARGEST_FLOAT32 } from "../values/number.ts";

/** Models compute in 32-bit floats; what lies beyond them counts as infinite. */
const LARGEST = String(LARGEST_FLOAT32);

const BLANKS = `E' \\t\\r\\n\\f\\x0B\u00a0'`;

/** SQL: a word without the blanks around it. */
export function trimmed(word: string): string {
  return `trim(${word}, ${BLANKS})`;
}

/** SQL: whether a word holds nothing. */
export function isBlank(word: string): string {
  return `coalesce(${trimmed(word)}, '') = ''`;
}

/** SQL: a word, `NULL` where it holds nothing. */
export function nonBlank(word: string): string {
  return `CASE WHEN NOT ${isBlank(word)} THEN ${word} END`;
}

/** What says that there is no number, as a regular expression that knows no case. */
const MISSING_NUMBER = [...MISSING_WORDS].filter((word) => word !== "").map((word) =>
  word.replace(/[^a-z0-9]/g, (mark) => `\\${mark}`)
).join("|");

/**
 * SQL: whether a word says that there is no number. By an expression, not by a list of words: DuckDB
 * joins each column with such a list, which takes megabytes of memory a column.
 */
export function isMissingNumber(word: string): string {
  const text = trimmed(`coalesce(${word}, '')`);
  return `regexp_full_match(${text}, '(?:${MISSING_NUMBER})?', 'i')`;
}

/**
 * SQL: a word as a number, `NULL` where it is none; infinity and NaN are kept. It is what
 * {@linkcode readNumber} reads; the database alone would take `10_57` for 1057.
 */
export function asNumber(word: string): string {
  return `CASE WHEN NOT contains(${word}, '_') THEN TRY_CAST(${trimmed(word)} AS DOUBLE) END`;
}

/** SQL: a word of a column of numbers as a number: `true` is 1 and `false` is 0. */
export function asNumberOrTruth(word: string): string {
  return `CASE lower(${trimmed(word)}) WHEN 'true' THEN 1 WHEN 'false' THEN 0 ` +
    `ELSE ${asNumber(word)} END`;
}

/** SQL: whether a number is a finite 32-bit float; `NULL` of `NULL`. */
export function isStorable(number: string): string {
  // In DuckDB NaN is greater than every other number.
  return `(abs(${number}) <= ${LARGEST})`;
}

/** SQL: a number as datasets store it: NaN is missing, what is too large is infinite. */
export function storable(number: string): string {
  return `CASE WHEN ${isStorable(number)} THEN ${number} ` +
    `WHEN isnan(${number}) THEN NULL ELSE sign(${number}) * 'inf'::DOUBLE END`;
}

/** SQL: a stored number, `NULL` where it is infinite. */
export function finite(number: string): string {
  return `CASE WHEN isfinite(${number}) THEN ${number} END`;
}

/** SQL: a number or a word as text; whole numbers without a decimal point. */
export function asText(value: string, type: "numeric" | "categorical"): string {
  if (type === "categorical") return value;
  return `CASE WHEN ${value} = trunc(${value}) AND abs(${value}) < 1e15 ` +
    `THEN CAST(CAST(${value} AS BIGINT) AS VARCHAR) ELSE CAST(${value} AS VARCHAR) END`;
}
