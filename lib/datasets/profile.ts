/**
 * The profile of a dataset, computed from its Parquet file.
 *
 * @module
 */
import type { JS } from "@duckdb/node-api";
import { type Database, parquetSource, quoteIdentifier } from "./duckdb.ts";
import { isNormalLabel } from "./labels.ts";
import type { TypedColumn } from "./read_text.ts";
import { roleByValues } from "./roles.ts";
import type { ColumnProfile, ColumnRole, LabelCount } from "./types.ts";

/** The part of a dataset's profile that its records give. */
export interface TableProfile {
  rows: number;
  columns: ColumnProfile[];
  duplicates: { rows: number; share: number };
  labelColumn: string | null;
  labels: LabelCount[];
}

const TOP_VALUES = 10;
const COLUMNS_A_QUERY = 12;

/**
 * Counts everything exactly: distinct values, duplicates and labels are not estimates.
 *
 * @param onProgress called with the share of the work done, 0 to 1
 */
export async function profileTable(
  database: Database,
  parquetPath: string,
  columns: TypedColumn[],
  onProgress?: (fraction: number) => void,
): Promise<TableProfile> {
  const source = parquetSource(parquetPath);
  const steps = columns.length + 2;
  const [[rows]] = await database.rows(`SELECT count(*) FROM ${source}`);
  const total = Number(rows);
  const profiles: ColumnProfile[] = [];
  for (let from = 0; from < columns.length; from += COLUMNS_A_QUERY) {
    const some = columns.slice(from, from + COLUMNS_A_QUERY);
    const statistics = await columnStatistics(database, source, some);
    const values = await distinctValues(database, source, some);
    some.forEach((column, i) => profiles.push(profileColumn(column, statistics[i], values[i])));
    onProgress?.(profiles.length / steps);
  }
  const duplicates = total - await countDistinct(database, source);
  onProgress?.((steps - 1) / steps);
  const label = columns.find(({ role }) => role === "label")?.name ?? null;
  return {
    rows: total,
    columns: profiles,
    duplicates: { rows: duplicates, share: total === 0 ? 0 : duplicates / total },
    labelColumn: label,
    labels: label === null ? [] : await countLabels(database, source, label),
  };
}

/** What one pass over a column gives. */
interface Statistics {
  missing: number;
  min: number | null;
  max: number | null;
  mean: number | null;
  std: number | null;
}

async function columnStatistics(
  database: Database,
  source: string,
  columns: TypedColumn[],
): Promise<Statistics[]> {
  const expressions = columns.flatMap(({ name, type }) => {
    const c = quoteIdentifier(name);
    return type === "numeric"
      ? [`count(*) - count(${c})`, `min(${c})`, `max(${c})`, `avg(${c})`, `stddev_samp(${c})`]
      : [`count(*) - count(${c})`, "NULL", "NULL", "NULL", "NULL"];
  });
  const [row] = await database.rows(`SELECT ${expressions.join(", ")} FROM ${source}`);
  return columns.map((_, i) => {
    const [min, max, mean, std] = row.slice(5 * i + 1, 5 * i + 5).map(asNumberOrNull);
    return { missing: Number(row[5 * i]), min, max, mean, std };
  });
}

/** How many values a column has, and the most frequent of them. */
interface Values {
  distinct: number;
  top: ColumnProfile["top"];
}

async function distinctValues(
  database: Database,
  source: string,
  columns: TypedColumn[],
): Promise<Values[]> {
  const found = columns.map((): Values => ({ distinct: 0, top: [] }));
  for (const wanted of ["numeric", "categorical"]) {
    const queries = columns.flatMap(({ name, type }, i) => {
      const column = quoteIdentifier(name);
      return type !== wanted ? [] : [
        `SELECT ${i}, count(*), min(struct_pack(rank := -n, v := v), ${TOP_VALUES}) FROM ` +
        `(SELECT ${column} AS v, count(*) AS n FROM ${source} ` +
        `WHERE ${column} IS NOT NULL GROUP BY 1)`,
      ];
    });
    if (queries.length === 0) continue;
    for (const [i, distinct, top] of await database.rows(queries.join(" UNION ALL "))) {
      found[Number(i)] = {
        distinct: Number(distinct),
        top: ((top ?? []) as { rank: JS; v: JS }[])
          .map(({ rank, v }) => ({ value: String(v), count: -Number(rank) })),
      };
    }
  }
  return found;
}

function profileColumn(
  { name, type, role }: TypedColumn,
  { missing, ...range }: Statistics,
  { distinct, top }: Values,
): ColumnProfile {
  return {
    name,
    role: role ?? roleOf(type, distinct, missing, top.map(({ value }) => value)),
    type,
    missing,
    distinct,
    ...range,
    top,
  };
}

function roleOf(
  type: "numeric" | "categorical",
  distinct: number,
  missing: number,
  values: string[],
): ColumnRole {
  if (distinct === 0 || (distinct === 1 && missing === 0)) return "constant";
  return (type === "categorical" ? roleByValues(values) : undefined) ?? type;
}

function asNumberOrNull(value: JS): number | null {
  return typeof value === "number" && Number.isFinite(value) ? value : null;
}

async function countDistinct(database: Database, source: string): Promise<number> {
  const [[count]] = await database.rows(
    `SELECT count(*) FROM (SELECT DISTINCT * FROM ${source})`,
  );
  return Number(count);
}

async function countLabels(
  database: Database,
  source: string,
  label: string,
): Promise<LabelCount[]> {
  const column = quoteIdentifier(label);
  const rows = await database.rows(
    `SELECT ${column}, count(*) AS n FROM ${source} WHERE ${column} IS NOT NULL ` +
      `GROUP BY 1 ORDER BY n DESC, 1`,
  );
  return rows.map(([name, count]) => ({
    name: String(name),
    count: Number(count),
    attack: !isNormalLabel(String(name)),
  }));
}
