/**
 * Switches columns off that give the label away, whenever what is known of a dataset changes.
 *
 * @module
 */
import { type Database, parquetSource, quoteIdentifier } from "../../tables/duckdb.ts";
import { canLeak, findLeaks, type Truth } from "./leaks.ts";
import { asText } from "../../tables/numbers.ts";
import { droppingColumns, missingIn } from "../columns/policies.ts";
import { isFeature, REASONS } from "../columns/roles.ts";
import type { ColumnProfile, LabelCount } from "../../resources/dataset.ts";

/** A column that was switched off by itself, and why. */
export interface SwitchedOff {
  name: string;
  reason: string;
}

/** How to look for leaks. */
export interface LeakOptions {
  /** Which columns may be switched off, by position; without it, all. */
  open?: (position: number) => boolean;
  /** Columns that were switched off for their values, and no longer leak, become features again. */
  restore?: boolean;
}

/**
 * The columns with those switched off that tell normal rows from attacks. One that a person switched
 * on knowing that stays on.
 *
 * @param rows SQL of rows by position: columns `c0`, `c1` and so on, and `n`, how often each is there
 * @param labels their counts are those of `rows`
 */
export async function markLeaks(
  database: Database,
  rows: string,
  columns: ColumnProfile[],
  labels: LabelCount[],
  { open = () => true, restore = false }: LeakOptions = {},
): Promise<ColumnProfile[]> {
  const label = columns.findIndex(({ role }) => role === "label");
  if (label < 0 || labels.length === 0) return columns;
  const truth: Truth = { sql: asText(`c${label}`, columns[label].type), labels };
  const isOff = (column: ColumnProfile) =>
    column.role === "leaking" && column.reason === REASONS.tellsLabel;
  const suspects = columns.map((column, position) => ({ ...column, position }))
    .filter((column) =>
      open(column.position) &&
      (isFeature(column.role) && !column.kept || restore && isOff(column))
    );
  const leaks = await findLeaks(database, rows, suspects, truth);
  const looked = new Set(
    suspects.filter((each) => canLeak(each, truth)).map(({ position }) => position),
  );
  return columns.map((column, position) => {
    if (leaks.has(position)) return { ...column, role: "leaking", reason: REASONS.tellsLabel };
    if (!isOff(column) || !looked.has(position)) return column;
    return { ...column, role: column.type, reason: null };
  });
}

/**
 * {@linkcode markLeaks} for a stored dataset, in the rows that its policies leave to runs.
 *
 * @param parquet the records
 */
export async function markLeaksIn(
  database: Database,
  parquet: string,
  columns: ColumnProfile[],
  labels: LabelCount[],
  options: LeakOptions = {},
): Promise<ColumnProfile[]> {
  const values = columns.map(({ name }, i) => `${quoteIdentifier(name)} AS c${i}`);
  const rows = `(SELECT ${values.join(", ")}, 1 AS n FROM ${parquetSource(parquet)} ` +
    `WHERE NOT ${missingIn(droppingColumns(columns))})`;
  const left = labels.map((label) => ({ ...label, count: label.count - label.dropped }));
  return await markLeaks(database, rows, columns, left, options);
}

/** Columns that are switched off for their values after a change, and were not before it. */
export function newlyOff(before: ColumnProfile[], after: ColumnProfile[]): SwitchedOff[] {
  const off = new Set(before.filter(({ role }) => role === "leaking").map(({ name }) => name));
  return after.flatMap(({ name, role, reason }) =>
    role === "leaking" && reason === REASONS.tellsLabel && !off.has(name) ? [{ name, reason }] : []
  );
}
