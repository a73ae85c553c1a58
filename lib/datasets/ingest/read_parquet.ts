/**
 * From somebody's Parquet files to ours.
 *
 * @module
 */
import { type Database, parquetSource, quoteIdentifier } from "../../tables/duckdb.ts";
import { writeInOrder } from "../../tables/ordered_rows.ts";
import { uniqueNames } from "../formats/column_names.ts";
import { MISSING_LABEL } from "../labels/labels.ts";
import { flatColumns, isMomentType, isNumberType } from "./parquet_columns.ts";
import { normaliseNumbers } from "./normalise_numbers.ts";
import { asText, nonBlank, trimmed } from "../../tables/numbers.ts";
import { rolesByName } from "../columns/roles.ts";
import { storageFaultOf } from "../../base/storage_fault.ts";
import type { TypedColumn } from "./text/typed_column.ts";
import type { ColumnRole } from "../../resources/dataset.ts";
import { DatasetError } from "../../base/dataset_error.ts";

/** What a Parquet file holds, as far as it is read. */
export interface ParquetLayout {
  columns: (TypedColumn & {
    /** SQL of its values in the file. */
    source: string;
    /** Their type in DuckDB's words. */
    sourceType: string;
  })[];
  rows: number;
  warnings: string[];
}

/**
 * Looks at Parquet files of one shape. Numbers, words, truth values, dates and times are read;
 * structures and lists become what they are in NDJSON, see {@linkcode flatColumns}.
 *
 * @throws {DatasetError} when a file is damaged, no column can be read, or the shapes differ
 */
export async function readParquetLayout(
  database: Database,
  paths: string[],
): Promise<ParquetLayout> {
  const [first, ...others] = await reading(async () => {
    const described = [];
    // One after the other: a fault closes the database, which must not be at work then.
    for (const path of paths) described.push(await describe(database, path));
    return described;
  });
  if (others.some((other) => JSON.stringify(other) !== JSON.stringify(first))) {
    throw new DatasetError(
      "The ZIP archive contains Parquet files with different columns. Upload them individually.",
    );
  }
  const { columns: kept, unread } = flatColumns(first);
  if (kept.length === 0) {
    throw new DatasetError(
      "The Parquet file has no column of numbers, words or times; Netsift does not read maps and " +
        "binary columns.",
    );
  }
  const { names, warnings } = uniqueNames(kept.map(({ name }) => name));
  const roles = rolesByName(names);
  const columns = kept.map(({ sql, type }, i) => {
    const role = roles.byColumn[i] ?? (isMomentType(type) ? "timestamp" : undefined);
    return {
      name: names[i],
      type: isNumberType(type) && !isWordRole(role) ? "numeric" as const : "categorical" as const,
      ...(role && { role }),
      source: sql,
      sourceType: type,
    };
  });
  if (unread.length > 0) {
    const left = unread.slice(0, 5).map((name) => `"${name}"`).join(", ");
    warnings.push(
      `Columns of maps or binary values were left out: ${left}${
        unread.length > 5 ? ` and ${unread.length - 5} more` : ""
      }.`,
    );
  }
  const [[rows]] = await reading(() => database.rows(`SELECT count(*) FROM ${sourceOf(paths)}`));
  return { columns, rows: Number(rows), warnings: [...warnings, ...roles.warnings] };
}

/**
 * Writes the records into one Parquet file of ours, in their order.
 *
 * @throws {DatasetError} when a file is damaged
 */
export async function writeFromParquet(
  database: Database,
  layout: ParquetLayout,
  paths: string[],
  parquetPath: string,
  onProgress?: (fraction: number) => void,
): Promise<void> {
  const values = layout.columns.map((column) =>
    `${storedValue(column)} AS ${quoteIdentifier(column.name)}`
  );
  await reading(() =>
    writeInOrder(
      database,
      `SELECT ${values.join(", ")} FROM ${sourceOf(paths)}`,
      parquetPath,
      onProgress,
    )
  );
  await normaliseNumbers(database, parquetPath);
}

function sourceOf(paths: string[]): string {
  if (paths.length === 1) return parquetSource(paths[0]);
  return `(${paths.map((path) => `FROM ${parquetSource(path)}`).join(" UNION ALL ")})`;
}

function storedValue({ source, sourceType, type, role }: ParquetLayout["columns"][number]): string {
  if (type === "numeric") return `CAST(${source} AS DOUBLE)`;
  const text = isNumberType(sourceType)
    ? asText(`CAST(${source} AS DOUBLE)`, "numeric")
    : `CAST(${source} AS VARCHAR)`;
  if (role !== "label") return nonBlank(text);
  const label = trimmed(text);
  return `CASE WHEN NOT regexp_full_match(${label}, '${MISSING_LABEL}', 'i') THEN ${label} END`;
}

async function describe(
  database: Database,
  path: string,
): Promise<{ name: string; type: string }[]> {
  const rows = await database.rows(`DESCRIBE SELECT * FROM ${parquetSource(path)}`);
  return rows.map(([name, type]) => ({ name: String(name), type: String(type) }));
}

function isWordRole(role: ColumnRole | undefined): boolean {
  return role === "label" || role === "category";
}

/** Whatever a database finds wrong with a file is the file's fault, except for want of room. */
async function reading<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (storageFaultOf(error)) throw error;
    const message = error instanceof Error ? error.message : String(error);
    if (!/^[\w ]+( Error|Exception):|^[\w ]*Error\b|thrift|parquet|snappy|zstd/i.test(message)) {
      throw error;
    }
    const [what] = message.replace(/"?[^"\s]*\/[^"\s]*"?/g, "").split("\n");
    throw new DatasetError(
      `The Parquet file is cut off or damaged, or uses what Netsift does not read: ${
        what.slice(0, 200).trim()
      }`,
    );
  }
}
