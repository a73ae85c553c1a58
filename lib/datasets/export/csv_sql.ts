/**
 * Rows as lines of CSV, written by DuckDB: the same text as `csv_cell.ts` gives, at its speed.
 *
 * @module
 */
import { GROUPED_BY_POINT, type Notation } from "../../values/notation.ts";
import { quoteIdentifier } from "../../tables/duckdb.ts";
import type { StoredType } from "../../tables/stored_columns.ts";

/** SQL: a text as one CSV cell (RFC 4180) that no spreadsheet runs as a formula; `NULL` is empty. */
export function textCell(text: string): string {
  const safe = `CASE WHEN ${text}[1] IN ('=', '+', '-', '@', chr(9), chr(13)) ` +
    `THEN concat('''', ${text}) ELSE ${text} END`;
  return `CASE WHEN ${text} IS NULL THEN '' ` +
    `WHEN contains(${text}, '"') OR contains(${text}, ',') OR contains(${text}, chr(10)) ` +
    `OR contains(${text}, chr(13)) ` +
    `THEN concat('"', replace(${safe}, '"', '""'), '"') ELSE ${safe} END`;
}

/**
 * SQL: a number as the shortest text that reads back as the same number; `NULL` is empty.
 *
 * @param notation of the column: models of it read texts by it, see `plainText()`
 */
export function numberCell(number: string, notation?: Notation): string {
  const decimals = `CAST(${number} AS VARCHAR)`;
  const written = notation?.decimal === ","
    ? `if(regexp_full_match(${decimals}, '${GROUPED_BY_POINT}'), concat(${decimals}, '0'), ${decimals})`
    : decimals;
  return `CASE WHEN ${number} IS NULL OR isnan(${number}) THEN '' ` +
    `WHEN isinf(${number}) THEN if(${number} > 0, 'Infinity', '-Infinity') ` +
    `WHEN ${number} = trunc(${number}) AND abs(${number}) < 1e15 ` +
    `THEN CAST(CAST(${number} AS BIGINT) AS VARCHAR) ELSE ${written} END`;
}

/**
 * SQL: a row as one line of CSV with its line end.
 *
 * @param notations of columns of numbers
 */
export function csvLine(
  columns: Map<string, StoredType>,
  notations: ReadonlyMap<string, Notation>,
): string {
  const cells = [...columns].map(([name, type]) =>
    type === "numeric"
      ? numberCell(quoteIdentifier(name), notations.get(name))
      : textCell(quoteIdentifier(name))
  );
  return `concat(${cells.join(", ',', ")}, chr(13), chr(10))`;
}
