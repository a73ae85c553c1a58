/**
 * Single records of a stored dataset, for people to look at.
 *
 * @module
 */
import type { JS } from "@duckdb/node-api";
import type { Random } from "../base/random.ts";
import {
  type Database,
  openDatabase,
  parquetSource,
  quoteIdentifier,
  quoteLiteral,
} from "../tables/duckdb.ts";
import { storedColumns, storedText, type StoredType } from "../tables/stored_columns.ts";
import type { RecordTable } from "../resources/dataset.ts";

/** Which records to read: those with the numbers named, or `limit` from `offset` on. */
export type RecordSelection =
  | { rowNumbers: ArrayLike<number> }
  | { limit: number; offset?: number };

/** A record with what is known of it. */
export interface DrawnRecord {
  /** Values by column name, all columns of the dataset. */
  record: Record<string, string | number | null>;
  label: string | null;
  /** Its number in the dataset, counted from 0. */
  rowNumber: number;
}

/** Which record to draw. */
export interface DrawOptions {
  kind: "any" | "normal" | "attack";
  /** Without it every record is of the kind `any`. */
  labelColumn: string | null;
  attackLabels: string[];
  random: Random;
  /** Memory that the database may use. */
  memoryBytes?: number;
}

/**
 * Reads some records with all their columns, in the order of the dataset.
 *
 * Row numbers are counted from 0; those beyond the end are left out.
 *
 * @param memoryBytes that the database may use
 */
export async function readRecords(
  parquetPath: string,
  selection: RecordSelection,
  memoryBytes?: number,
): Promise<RecordTable> {
  using database = await openFor(parquetPath, memoryBytes);
  const columns = [...(await storedColumns(database, parquetPath)).keys()];
  return { columns, rows: await selectRecords(database, parquetPath, columns, selection) };
}

/**
 * Draws one record, each of the kind equally likely.
 *
 * @returns `null` when the dataset has none of the kind
 */
export async function randomRecord(
  parquetPath: string,
  options: DrawOptions,
): Promise<DrawnRecord | null> {
  using database = await openFor(parquetPath, options.memoryBytes);
  const stored = await storedColumns(database, parquetPath);
  const { labelColumn, kind } = options;
  if (kind !== "any" && labelColumn === null) return null;
  const condition = labelColumn === null
    ? "true"
    : kindCondition(storedText(stored, labelColumn), options);
  const source = parquetSource(parquetPath, { rowNumbers: true });
  const [[count]] = await database.rows(`SELECT count(*) FROM ${source} WHERE ${condition}`);
  if (Number(count) === 0) return null;
  const chosen = options.random.integer(Number(count));
  const label = labelColumn === null ? "NULL" : storedText(stored, labelColumn);
  const [[rowNumber, drawnLabel]] = await database.rows(
    `SELECT file_row_number, ${label} FROM ${source} WHERE ${condition} ` +
      `ORDER BY file_row_number LIMIT 1 OFFSET ${chosen}`,
  );
  return {
    record: (await modelRecord(database, parquetPath, stored, Number(rowNumber)))!,
    label: drawnLabel === null ? null : String(drawnLabel),
    rowNumber: Number(rowNumber),
  };
}

/**
 * Reads one record as a model takes it.
 *
 * @param rowNumber counted from 0
 * @param memoryBytes that the database may use
 * @returns `null` when the dataset has no such record
 */
export async function recordAt(
  parquetPath: string,
  rowNumber: number,
  labelColumn: string | null,
  memoryBytes?: number,
): Promise<DrawnRecord | null> {
  using database = await openFor(parquetPath, memoryBytes);
  const stored = await storedColumns(database, parquetPath);
  const record = await modelRecord(database, parquetPath, stored, rowNumber);
  if (!record) return null;
  const label = labelColumn === null ? null : record[labelColumn];
  return { record, label: label === null ? null : String(label), rowNumber };
}

async function modelRecord(
  database: Database,
  parquetPath: string,
  stored: Map<string, StoredType>,
  rowNumber: number,
): Promise<DrawnRecord["record"] | null> {
  const columns = [...stored.keys()];
  const [row] = await selectRecords(database, parquetPath, columns, { rowNumbers: [rowNumber] });
  if (row === undefined) return null;
  return Object.fromEntries(columns.map((name, i) => [name, finiteValue(stored, name, row[i])]));
}

function openFor(parquetPath: string, memoryBytes?: number): Promise<Database> {
  return openDatabase({ spillFolder: `${parquetPath}.${crypto.randomUUID()}`, memoryBytes });
}

function kindCondition(label: string, { kind, attackLabels }: DrawOptions): string {
  if (kind === "any") return "true";
  const list = attackLabels.map(quoteLiteral).join(", ");
  const attack = attackLabels.length === 0 ? "false" : `${label} IN (${list})`;
  return `${label} IS NOT NULL AND ${kind === "attack" ? attack : `NOT (${attack})`}`;
}

async function selectRecords(
  database: Database,
  parquetPath: string,
  columns: string[],
  selection: RecordSelection,
): Promise<RecordTable["rows"]> {
  const source = parquetSource(parquetPath, { rowNumbers: true });
  const condition = "rowNumbers" in selection
    ? `file_row_number IN (${["-1", ...Array.from(selection.rowNumbers, wholeNumber)].join(", ")})`
    : `file_row_number >= ${wholeNumber(selection.offset ?? 0)} AND file_row_number < ` +
      wholeNumber((selection.offset ?? 0) + selection.limit);
  const rows = await database.rows(
    `SELECT ${columns.map(quoteIdentifier).join(", ")} FROM ${source} WHERE ${condition} ` +
      `ORDER BY file_row_number`,
  );
  return rows.map((row) => row.map(shownValue));
}

/** A model takes an infinite value for a missing one. */
function finiteValue(stored: Map<string, StoredType>, name: string, value: string | number | null) {
  return stored.get(name) === "numeric" && typeof value === "string" ? null : value;
}

function wholeNumber(value: number): string {
  if (!Number.isSafeInteger(value) || value < 0) {
    throw new RangeError(`A row number is a whole number from 0 on, not ${value}.`);
  }
  return String(value);
}

function shownValue(value: JS): string | number | null {
  const plain = value === null || (typeof value === "number" && Number.isFinite(value));
  return plain ? value : String(value);
}
