/**
 * What counts as a number in a dataset, as SQL.
 *
 * @module
 */

/** Models compute in 32-bit floats; what lies beyond them counts as infinite. */
const LARGEST = "3.4028234663852886e38";

/** SQL: whether a word holds nothing. */
export function isBlank(word: string): string {
  return `coalesce(trim(${word}, E' \\t\\r\\n'), '') = ''`;
}

/** What tools write for a number that they do not have: pandas, R, SQL, Weka and Zeek among them. */
const MISSING_WORDS = ["\\?", "-", "na", "n/a", "#n/a", "<na>", "null", "none", "nil"];

/** What says that there is no number, as a regular expression that knows no case. */
export const MISSING_NUMBER = `[ \\t\\r\\n]*(?:${MISSING_WORDS.join("|")})?[ \\t\\r\\n]*`;

/**
 * SQL: whether a word says that there is no number. By an expression, not by a list of words: DuckDB
 * joins each column with such a list, which takes megabytes of memory a column.
 */
export function isMissingNumber(word: string): string {
  return `regexp_full_match(coalesce(${word}, ''), '${MISSING_NUMBER}', 'i')`;
}

/** SQL: a word as a number, `NULL` where it is none; infinity and NaN are kept. */
export function asNumber(word: string): string {
  return `TRY_CAST(${word} AS DOUBLE)`;
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
