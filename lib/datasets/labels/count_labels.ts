/**
 * The labels of a dataset and how often each occurs.
 *
 * @module
 */
import {
  type Database,
  openDatabase,
  parquetSource,
  quoteIdentifier,
} from "../../tables/duckdb.ts";
import { asText } from "../../tables/numbers.ts";
import { missingIn } from "../columns/policies.ts";
import type { LabelCount } from "../../resources/dataset.ts";

/** More labels than this are no labels. */
export const MAX_LABELS = 1000;

/** Rows of one label. */
export type LabelRows = Pick<LabelCount, "name" | "count" | "duplicates">;

/**
 * Counts the rows and the exact duplicates of each label, most frequent first.
 *
 * @param kinds SQL that gives every different row once, with the number of its rows as `n`
 * @param label its label column in that SQL
 * @returns `null` where there are too many different labels
 */
export async function countLabels(
  database: Database,
  kinds: string,
  label: { sql: string; type: "numeric" | "categorical" },
): Promise<LabelRows[] | null> {
  const rows = await database.rows(
    `SELECT ${asText(label.sql, label.type)}, CAST(sum(n) AS DOUBLE) AS rows, ` +
      `CAST(sum(n - 1) AS DOUBLE) FROM ${kinds} WHERE ${label.sql} IS NOT NULL ` +
      `GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT ${MAX_LABELS + 1}`,
  );
  if (rows.length > MAX_LABELS) return null;
  return rows.map(([name, count, duplicates]) => ({
    name: String(name),
    count: Number(count),
    duplicates: Number(duplicates),
  }));
}

/** The rows of each label that lack a value in one of these columns. */
export async function countDropped(
  database: Database,
  parquetPath: string,
  label: { name: string; type: "numeric" | "categorical" },
  columns: string[],
): Promise<Map<string, number>> {
  if (columns.length === 0) return new Map();
  const name = quoteIdentifier(label.name);
  const rows = await database.rows(
    `SELECT ${asText(name, label.type)}, count(*) FROM ${parquetSource(parquetPath)} ` +
      `WHERE ${name} IS NOT NULL AND ${missingIn(columns)} GROUP BY 1`,
  );
  return new Map(rows.map(([name, count]) => [String(name), Number(count)]));
}

/** {@linkcode countDropped} with its own database. */
export async function countDroppedIn(
  parquetPath: string,
  label: { name: string; type: "numeric" | "categorical" },
  columns: string[],
  memoryBytes?: number,
): Promise<Map<string, number>> {
  const spillFolder = `${parquetPath}.${crypto.randomUUID()}`;
  using database = await openDatabase({ spillFolder, memoryBytes });
  return await countDropped(database, parquetPath, label, columns);
}
