/**
 * Types of columns as DuckDB writes them.
 *
 * @module
 */

/** A type, taken apart as far as values are nested. */
export type ColumnType =
  /** In DuckDB's words, such as `BIGINT` or `DECIMAL(5,2)`. */
  | { kind: "single"; name: string }
  | { kind: "list"; of: ColumnType }
  | { kind: "struct"; fields: { name: string; type: ColumnType }[] };

/**
 * Takes a type apart. Maps and unions stay single types: their values have no fixed names.
 *
 * @example
 * ```ts
 * import { parseType } from "./duckdb_types.ts";
 * import assert from "node:assert/strict";
 *
 * assert.deepEqual(parseType('STRUCT("a b" BIGINT[])'), {
 *   kind: "struct",
 *   fields: [{ name: "a b", type: { kind: "list", of: { kind: "single", name: "BIGINT" } } }],
 * });
 * ```
 */
export function parseType(text: string): ColumnType {
  const word = text.trim();
  const list = /^(.*)\[\d*\]$/s.exec(word);
  if (list) return { kind: "list", of: parseType(list[1]) };
  const struct = /^STRUCT\((.*)\)$/s.exec(word);
  if (!struct) return { kind: "single", name: word };
  const fields = splitFields(struct[1]).map((field) => {
    const [, quoted, plain, type] = /^(?:"((?:[^"]|"")*)"|(\S+)) (.*)$/s.exec(field)!;
    return { name: quoted?.replaceAll('""', '"') ?? plain, type: parseType(type) };
  });
  return { kind: "struct", fields };
}

/** Splits at commas outside of quotes and parentheses. */
function splitFields(text: string): string[] {
  const fields: string[] = [];
  let depth = 0;
  let quote = "";
  let start = 0;
  for (let i = 0; i < text.length; i++) {
    const char = text[i];
    if (quote !== "") {
      if (char === quote) quote = "";
    } else if (char === '"' || char === "'") quote = char;
    else if (char === "(") depth++;
    else if (char === ")") depth--;
    else if (char === "," && depth === 0) {
      fields.push(text.slice(start, i).trim());
      start = i + 1;
    }
  }
  return [...fields, text.slice(start).trim()];
}
