/**
 * Changes of the labels of a dataset: which are normal, and what records without one have.
 *
 * @module
 */
import type { ColumnProfile, LabelCount } from "../../resources/dataset.ts";
import type { Database } from "../../tables/duckdb.ts";
import { selectDistinctRows } from "../columns/distinct_rows.ts";
import { countLabels, type LabelRows, MAX_LABELS } from "../labels/count_labels.ts";
import { EMPTY_LABEL, fillEmptyLabels } from "../labels/empty_labels.ts";
import { fail } from "./dataset_change.ts";

/**
 * Labels of which these are normal, and all others attacks.
 *
 * @throws {z.ZodError} where there is no such label
 */
export function withNormal(labels: LabelCount[], normal: string[]): LabelCount[] {
  for (const [index, name] of normal.entries()) {
    if (!labels.some((label) => label.name === name)) {
      fail(["normal", index], `There is no label "${name.slice(0, 100)}".`);
    }
  }
  return labels.map((label) => ({ ...label, attack: !normal.includes(label.name) }));
}

/** Puts a label into the records without one. */
export async function withEmptyLabels(
  parquet: string,
  columns: ColumnProfile[],
  label: string | null,
  memoryBytes?: number,
): Promise<ColumnProfile[]> {
  const at = columns.findIndex(({ name }) => name === label);
  if (at < 0 || columns[at].missing === 0) {
    fail(["normal"], "Every record has a label, so unlabelled records cannot be normal.");
  }
  const { type, missing, distinct, top } = columns[at];
  if (type === "numeric") {
    fail(["normal"], "The labels are numbers: a record without one cannot be called normal.");
  }
  await fillEmptyLabels(parquet, columns[at].name, memoryBytes);
  const values = [...top, { value: EMPTY_LABEL, count: missing }]
    .sort((a, b) => b.count - a.count).slice(0, 10);
  return columns.with(at, { ...columns[at], missing: 0, distinct: distinct + 1, top: values });
}

/**
 * Counts the values of a label column.
 *
 * @throws {z.ZodError} where there are too many
 */
export async function labelRows(
  database: Database,
  parquet: string,
  columns: ColumnProfile[],
  label: ColumnProfile,
): Promise<LabelRows[]> {
  const kinds = `(${selectDistinctRows(parquet, columns.map(({ name }) => name))})`;
  const sql = `c${columns.indexOf(label)}`;
  const labels = await countLabels(database, kinds, { sql, type: label.type });
  if (labels !== null) return labels;
  fail(["label"], `"${label.name.slice(0, 100)}" has more than ${MAX_LABELS} different values.`);
}
