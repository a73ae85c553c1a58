/**
 * SQL that reads a text and gives what is stored of it.
 *
 * @module
 */
import { quoteIdentifier, quoteLiteral } from "../../../tables/duckdb.ts";
import { nonBlank, trimmed } from "../../../tables/numbers.ts";
import type { Layout } from "../../formats/format.ts";
import { MISSING_LABEL } from "../../labels/labels.ts";
import type { PreparedSource } from "../source/prepare.ts";
import type { TypedColumn } from "./typed_column.ts";

/** Within SQL, columns go by their position: no name of the file is needed there. */
export const cellAt = (index: number) => `c${index}`;

/** The largest column that DuckDB's reader is sized for without being told. */
const USUAL_LINE_BYTES = 2 ** 20;

/** Line ends as DuckDB spells them; it would guess them from the first line, quoted or not. */
const NEW_LINES = { "\n": "'\\n'", "\r\n": "'\\r\\n'" };

/** SQL: the cells of a text, as words: what is a number is not the database's to say. */
export function textSource(source: PreparedSource, count: number): string {
  const columns = Array.from({ length: count }, (_, i) => `${cellAt(i)}: 'VARCHAR'`).join(", ");
  return `read_csv([${quoteLiteral(source.path)}], auto_detect = false, columns = {${columns}}, ` +
    `header = ${source.header}, skip = ${source.leadingBlankLines}, ` +
    `delim = ${quoteLiteral(source.delimiter)}, quote = ${quoteLiteral(source.quote)}, ` +
    `escape = ${quoteLiteral(source.quote)}, new_line = ${NEW_LINES[source.lineEnd]}, ` +
    `max_line_size = ${Math.max(USUAL_LINE_BYTES, source.longest + 1)})`;
}

/**
 * SQL: the columns of a text as they are stored.
 *
 * @param from SQL of the cells
 * @param number SQL of the number in a column, by its position
 */
export function selectFrom(
  layout: Layout,
  columns: TypedColumn[],
  from: string,
  number: (i: number) => string,
): string {
  const values = columns.map((column, i) =>
    `${storedValue(layout, column, i, number(i))} AS ${quoteIdentifier(column.name)}`
  );
  return `SELECT ${values.join(", ")} FROM ${from}`;
}

function storedValue(layout: Layout, column: TypedColumn, i: number, number: string): string {
  if (column.type === "numeric") return number;
  if (column.role !== "label") return nonBlank(cellAt(i));
  const word = trimmed(cellAt(i));
  const undotted = layout.dottedLabels
    ? `CASE WHEN suffix(${word}, '.') THEN left(${word}, -1) ELSE ${word} END`
    : word;
  const label = (layout.labelFixes ?? []).reduce(
    (value, { written, meant }) =>
      `replace(${value}, ${quoteLiteral(written)}, ${quoteLiteral(meant)})`,
    undotted,
  );
  return `CASE WHEN NOT regexp_full_match(${label}, '${MISSING_LABEL}', 'i') THEN ${label} END`;
}
