/**
 * The profile of a dataset, computed from its Parquet file.
 *
 * @module
 */
import { columnStatistics } from "./columns/column_statistics.ts";
import { rolesByContent } from "./content/mod.ts";
import { MAX_LABELS } from "./labels/count_labels.ts";
import { type Database, parquetSource } from "../tables/duckdb.ts";
import type { LayoutColumn } from "./formats/format.ts";
import { type DistinctRows, findDistinctRows } from "./columns/distinct_rows.ts";
import { findLabelColumn, setLikelyLabelsAside } from "./labels/label_columns.ts";
import { type ProfiledLabels, profileLabels } from "./labels/label_profile.ts";
import { markLeaks } from "./labels/mark_leaks.ts";
import { DEFAULT_POLICY } from "./columns/policies.ts";
import { isFeature, reasonFor } from "./columns/roles.ts";
import type { Notation } from "../values/notation.ts";
import type { ColumnProfile, DatasetProfile, LabelCount } from "../resources/dataset.ts";

/** A column of a stored table. */
export interface ProfiledColumn extends LayoutColumn {
  type: "numeric" | "categorical";
  /** How its numbers were written, unless as plain decimals. */
  notation?: Notation;
}

/** The part of a dataset's profile that its records give. */
export interface TableProfile {
  rows: number;
  columns: ColumnProfile[];
  duplicates: { rows: number; share: number };
  labelColumn: string | null;
  labels: LabelCount[];
  normalLabels?: DatasetProfile["normalLabels"];
}

/**
 * Counts everything exactly: distinct values, duplicates and labels are not estimates. Roles that
 * are given stay; the others are told from the values.
 *
 * @param onProgress called with the share of the work done, 0 to 1
 */
export async function profileTable(
  database: Database,
  parquetPath: string,
  columns: ProfiledColumn[],
  onProgress?: (fraction: number) => void,
): Promise<TableProfile> {
  const [[count]] = await database.rows(`SELECT count(*) FROM ${parquetSource(parquetPath)}`);
  const rows = Number(count);
  await using distinctRows = await findDistinctRows(
    database,
    parquetPath,
    columns.map(({ name }) => name),
    (fraction) => onProgress?.(0.5 * fraction),
  );
  const [[different]] = await database.rows(`SELECT count(*) FROM ${distinctRows.source}`);
  const statistics = await columnStatistics(
    database,
    { parquetPath, rows, distinctRows },
    columns,
    (fraction) => onProgress?.(0.5 + 0.45 * fraction),
  );
  const content = await rolesByContent(
    database,
    parquetPath,
    rows,
    columns.map(({ name, type }, i) => ({ name, type, ...statistics[i] })),
  );
  const profiles = columns.map(({ name, type, role, reason, notation }, i): ColumnProfile => {
    const settled = role === undefined || isFeature(role)
      ? roleOf(role ?? type, statistics[i], content[i])
      : role;
    return {
      name,
      role: settled,
      reason: reason ?? reasonFor(settled),
      type,
      policy: DEFAULT_POLICY,
      ...(notation && { notation }),
      ...statistics[i],
    };
  });
  const open = (position: number) => columns[position].role === undefined;
  const labels = await findLabels(database, distinctRows, columns, profiles, open);
  const marked = await markLeaks(database, distinctRows.source, profiles, labels.labels, { open });
  setLikelyLabelsAside(marked, open);
  const duplicates = rows - Number(different);
  return {
    rows,
    columns: marked,
    duplicates: { rows: duplicates, share: rows === 0 ? 0 : duplicates / rows },
    labelColumn: profiles.find(({ role }) => role === "label")?.name ?? null,
    ...labels,
  };
}

function roleOf(
  feature: "numeric" | "categorical",
  { distinct, missing }: Pick<ColumnProfile, "distinct" | "missing">,
  content: ColumnProfile["role"] | undefined,
): ColumnProfile["role"] {
  if (distinct === 0 || (distinct === 1 && missing === 0)) return "constant";
  return content ?? feature;
}

/** Counts the labels. A column with too many of them is no label column: its role changes. */
async function findLabels(
  database: Database,
  { source }: DistinctRows,
  given: ProfiledColumn[],
  columns: ColumnProfile[],
  open: (position: number) => boolean,
): Promise<ProfiledLabels> {
  if (columns.every(({ role }) => role !== "label")) {
    await findLabelColumn(database, source, columns, open);
  }
  const position = columns.findIndex(({ role }) => role === "label");
  if (position < 0) return { labels: [] };
  const { yesMeansAttack = false } = given[position];
  const labels = await profileLabels(database, source, columns, yesMeansAttack);
  if (labels !== null) return labels;
  columns[position].role = "ignored";
  columns[position].reason =
    `It was to be the label, but has more than ${MAX_LABELS} different values.`;
  return { labels: [] };
}
