/**
 * The columns of a stored dataset, as its Parquet file has them.
 *
 * @module
 */
import { type Database, parquetSource, quoteIdentifier } from "./duckdb.ts";
import { asText } from "./numbers.ts";
import { mapColumns } from "../values/columns.ts";
import { DatasetError } from "../base/dataset_error.ts";

/** How a column is stored. */
export type StoredType = "numeric" | "categorical";

/** The columns of a stored dataset by name, in their order. */
export async function storedColumns(
  database: Database,
  parquetPath: string,
): Promise<Map<string, StoredType>> {
  const rows = await database.rows(
    `SELECT column_name, column_type FROM (DESCRIBE FROM ${parquetSource(parquetPath)})`,
  );
  return new Map(
    rows.map(([name, type]) => [String(name), type === "DOUBLE" ? "numeric" : "categorical"]),
  );
}

/**
 * The type of a column.
 *
 * @throws {DatasetError} when there is no such column
 */
export function storedType(columns: Map<string, StoredType>, name: string): StoredType {
  const type = columns.get(name);
  if (!type) throw new DatasetError(`The dataset has no column "${name.slice(0, 100)}".`);
  return type;
}

/** SQL: a stored column as text. */
export function storedText(columns: Map<string, StoredType>, name: string): string {
  return asText(quoteIdentifier(name), storedType(columns, name));
}

/**
 * The stored column of each feature: of its name, or of a name that differs in case and punctuation
 * alone.
 *
 * @throws {DatasetError} when there is no such column
 */
export function matchColumns(
  columns: Map<string, StoredType>,
  features: readonly string[],
): ReadonlyMap<string, string> {
  const { columns: matched, missing: [missing] } = mapColumns(features, [...columns.keys()]);
  if (missing !== undefined) storedType(columns, missing);
  return matched;
}
