/**
 * Nested columns of Parquet files as flat ones, named as {@linkcode flattenRecord} names them.
 *
 * @module
 */
import { FLATTENED_LEVELS, LONGEST_OUTER_NAME } from "../../values/flatten.ts";
import { quoteIdentifier, quoteLiteral } from "../../tables/duckdb.ts";
import { type ColumnType, parseType } from "./duckdb_types.ts";
import { asText, finite } from "../../tables/numbers.ts";

/** A column that is read. */
export interface FlatColumn {
  /** Its name, dotted where it was within a structure. */
  name: string;
  /** SQL of its values. */
  sql: string;
  /** Type of these values in DuckDB's words. */
  type: string;
}

const NUMBER = /^(U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?|FLOAT|DOUBLE|DECIMAL\(.*\))$/;
const WORD = /^(VARCHAR|BOOLEAN|UUID|ENUM\(.*\)|TIME|TIME WITH TIME ZONE)$/;
const MOMENT = /^(DATE|TIMESTAMP.*)$/;

/** Whether a type is one of numbers. */
export function isNumberType(type: string): boolean {
  return NUMBER.test(type);
}

/** Whether a type is one of dates and times. */
export function isMomentType(type: string): boolean {
  return MOMENT.test(type);
}

/**
 * Columns of single values. A structure becomes one column for each of its fields, a list a column of
 * JSON texts. Where two places have the same name, the less nested one counts.
 *
 * @param described names and types of the file's columns
 * @returns also the names of columns that cannot be read: binary values and maps
 */
export function flatColumns(
  described: { name: string; type: string }[],
): { columns: FlatColumn[]; unread: string[] } {
  const found = new Map<string, FlatColumn & { level: number }>();
  const unread: string[] = [];
  const take = (name: string, sql: string, type: ColumnType, level: number) => {
    if (
      type.kind === "struct" && level < FLATTENED_LEVELS && name.length <= LONGEST_OUTER_NAME
    ) {
      for (const field of type.fields) {
        const inner = `struct_extract(${sql}, ${quoteLiteral(field.name)})`;
        take(`${name}.${field.name}`, inner, field.type, level + 1);
      }
      return;
    }
    const known = found.get(name);
    if (known && known.level <= level) return;
    if (type.kind === "single") {
      if (isSingleValue(type.name)) found.set(name, { name, sql, type: type.name, level });
      else unread.push(name);
      return;
    }
    const json = jsonText(sql, type);
    if (json === null) unread.push(name);
    else {
      const text = `CASE WHEN ${sql} IS NOT NULL THEN ${json} END`;
      found.set(name, { name, sql: text, type: "VARCHAR", level });
    }
  };
  for (const { name, type } of described) take(name, quoteIdentifier(name), parseType(type), 0);
  return { columns: [...found.values()], unread };
}

function isSingleValue(type: string): boolean {
  return NUMBER.test(type) || WORD.test(type) || MOMENT.test(type);
}

/** SQL: the JSON text of a value as `JSON.stringify` writes it; `null` where it holds what has none. */
function jsonText(sql: string, type: ColumnType, depth = 0): string | null {
  const orNull = (text: string) => `coalesce(${text}, 'null')`;
  if (type.kind === "list") {
    const element = `e${depth}`;
    const inner = jsonText(element, type.of, depth + 1);
    if (inner === null) return null;
    const texts = `list_transform(${sql}, lambda ${element}: ${inner})`;
    return orNull(`'[' || array_to_string(${texts}, ',') || ']'`);
  }
  if (type.kind === "struct") {
    const fields = type.fields.map((field) => {
      const inner = jsonText(
        `struct_extract(${sql}, ${quoteLiteral(field.name)})`,
        field.type,
        depth,
      );
      return inner && `${quoteLiteral(`${JSON.stringify(field.name)}:`)} || ${inner}`;
    });
    if (fields.includes(null)) return null;
    return `CASE WHEN ${sql} IS NULL THEN 'null' ELSE '{' || ${
      fields.join(" || ',' || ")
    } || '}' END`;
  }
  if (NUMBER.test(type.name)) {
    return orNull(asText(finite(`CAST(${sql} AS DOUBLE)`), "numeric"));
  }
  if (type.name === "BOOLEAN") return orNull(`CAST(${sql} AS VARCHAR)`);
  if (!isSingleValue(type.name)) return null;
  return orNull(`CAST(to_json(CAST(${sql} AS VARCHAR)) AS VARCHAR)`);
}
