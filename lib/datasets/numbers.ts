/**
 * What counts as a number in a dataset, as SQL.
 *
 * @module
 */

/** Models compute in 32-bit floats; what lies beyond them is missing, as infinity is. */
const LARGEST = "3.4028234663852886e38";

/** SQL: whether a word holds nothing. */
export function isBlank(word: string): string {
  return `coalesce(trim(${word}, E' \\t\\r\\n'), '') = ''`;
}

/** SQL: a word as a number, `NULL` where it is none; infinity and NaN are kept. */
export function asNumber(word: string): string {
  return `TRY_CAST(${word} AS DOUBLE)`;
}

/** SQL: a number, `NULL` where it is not finite. */
export function finite(number: string): string {
  // In DuckDB NaN is greater than every other number.
  return `CASE WHEN abs(${number}) <= ${LARGEST} THEN ${number} END`;
}

/** SQL: a number or a word as text; whole numbers without a decimal point. */
export function asText(value: string, type: "numeric" | "categorical"): string {
  if (type === "categorical") return value;
  return `CASE WHEN ${value} = trunc(${value}) AND abs(${value}) < 1e15 ` +
    `THEN CAST(CAST(${value} AS BIGINT) AS VARCHAR) ELSE CAST(${value} AS VARCHAR) END`;
}
