/**
 * The profile of a dataset, computed from its Parquet file.
 *
 * @module
 */
import { columnStatistics } from "./column_statistics.ts";
import { countLabels, MAX_LABELS } from "./count_labels.ts";
import { type Database, parquetSource } from "./duckdb.ts";
import type { LayoutColumn } from "./formats/format.ts";
import { type Kinds, writeKinds } from "./kinds.ts";
import { isNormalLabel } from "./labels.ts";
import { findLeaks } from "./leaks.ts";
import { asText } from "./numbers.ts";
import { DEFAULT_POLICY } from "./policies.ts";
import { isFeature, reasonFor, REASONS, roleByValues } from "./roles.ts";
import type { ColumnProfile, LabelCount } from "./types.ts";

/** A column of a stored table. */
export interface ProfiledColumn extends LayoutColumn {
  type: "numeric" | "categorical";
}

/** The part of a dataset's profile that its records give. */
export interface TableProfile {
  rows: number;
  columns: ColumnProfile[];
  duplicates: { rows: number; share: number };
  labelColumn: string | null;
  labels: LabelCount[];
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
  await using kinds = await writeKinds(
    database,
    parquetPath,
    columns.map(({ name }) => name),
    (fraction) => onProgress?.(0.5 * fraction),
  );
  const [[different]] = await database.rows(`SELECT count(*) FROM ${kinds.source}`);
  const statistics = await columnStatistics(
    database,
    { parquetPath, rows, kinds },
    columns,
    (fraction) => onProgress?.(0.5 + 0.45 * fraction),
  );
  const profiles = columns.map(({ name, type, role, reason }, i): ColumnProfile => {
    const settled = role === undefined || isFeature(role)
      ? roleOf(role ?? type, type, statistics[i])
      : role;
    return {
      name,
      role: settled,
      reason: reason ?? reasonFor(settled),
      type,
      policy: DEFAULT_POLICY,
      ...statistics[i],
    };
  });
  const labels = await profileLabels(database, kinds, profiles);
  if (labels.length > 0) {
    const open = (position: number) => columns[position].role === undefined;
    await markLeaks(database, kinds, profiles, labels, open);
  }
  const duplicates = rows - Number(different);
  return {
    rows,
    columns: profiles,
    duplicates: { rows: duplicates, share: rows === 0 ? 0 : duplicates / rows },
    labelColumn: profiles.find(({ role }) => role === "label")?.name ?? null,
    labels,
  };
}

function roleOf(
  feature: "numeric" | "categorical",
  type: "numeric" | "categorical",
  { distinct, missing, top }: Pick<ColumnProfile, "distinct" | "missing" | "top">,
): ColumnProfile["role"] {
  if (distinct === 0 || (distinct === 1 && missing === 0)) return "constant";
  const values = top.map(({ value }) => value);
  return (type === "categorical" ? roleByValues(values) : undefined) ?? feature;
}

/** Counts the labels. A column with too many of them is no label column: its role changes. */
async function profileLabels(
  database: Database,
  kinds: Kinds,
  columns: ColumnProfile[],
): Promise<LabelCount[]> {
  const position = columns.findIndex(({ role }) => role === "label");
  if (position < 0) return [];
  const label = columns[position];
  const labels = await countLabels(database, kinds.source, {
    sql: `c${position}`,
    type: label.type,
  });
  if (labels === null) {
    label.role = "ignored";
    label.reason = `It was to be the label, but has more than ${MAX_LABELS} different values.`;
    return [];
  }
  return labels.map((each) => ({ ...each, attack: !isNormalLabel(each.name), dropped: 0 }));
}

async function markLeaks(
  database: Database,
  kinds: Kinds,
  columns: ColumnProfile[],
  labels: LabelCount[],
  open: (position: number) => boolean,
): Promise<void> {
  const label = columns.findIndex(({ role }) => role === "label");
  const suspects = columns.map((column, position) => ({ ...column, position }))
    .filter(({ role, position }) => isFeature(role) && open(position));
  const leaks = await findLeaks(database, kinds.source, suspects, {
    sql: asText(`c${label}`, columns[label].type),
    labels,
  });
  for (const position of leaks) {
    columns[position].role = "leaking";
    columns[position].reason = REASONS.tellsLabel;
  }
}
