/**
 * Changes that a person makes to what was found out about a dataset.
 *
 * @module
 */
import { z } from "zod";
import { openDatabase, parquetSource, quoteIdentifier } from "./duckdb.ts";
import type { ColumnProfile, ColumnRole, DatasetProfile, LabelCount } from "./types.ts";

const ROLES = [
  "numeric",
  "categorical",
  "label",
  "category",
  "identifier",
  "timestamp",
  "constant",
  "leaking",
  "ignored",
] as const satisfies ColumnRole[];

/** The body of `PATCH /api/v1/datasets/{id}`. */
export const datasetChangeSchema = z.strictObject({
  name: z.string().trim().min(1, "A name needs at least one character.").max(200).optional(),
  /** The label column. */
  label: z.string().optional(),
  /** The labels that are normal; all others are attacks. */
  normal: z.array(z.string()).min(1, "At least one label must be normal.").optional(),
  /** Roles by column name. */
  columns: z.record(z.string(), z.enum(ROLES, { error: `Choose one of ${ROLES.join(", ")}.` }))
    .optional(),
});

/** What a person may change of a profile. */
export type ProfileChange = Omit<z.infer<typeof datasetChangeSchema>, "name">;

/**
 * The profile after a change.
 *
 * @param parquet the records, read when another column becomes the label
 * @throws {z.ZodError} with the path of each field that is wrong
 */
export async function amendProfile(
  profile: DatasetProfile,
  parquet: string,
  change: ProfileChange,
): Promise<DatasetProfile> {
  let columns = withRoles(profile.columns, change);
  let { labelColumn, labels } = profile;
  if (change.label !== undefined && change.label !== labelColumn) {
    if (!columns.some(({ name }) => name === change.label)) {
      fail(["label"], `There is no column "${change.label.slice(0, 100)}".`);
    }
    labelColumn = change.label;
    columns = columns.map((column) =>
      column.name === labelColumn
        ? { ...column, role: "label" }
        : column.role === "label"
        ? { ...column, role: column.type }
        : column
    );
    labels = await countLabels(parquet, labelColumn, new Set());
  }
  if (change.normal !== undefined) labels = withNormal(labels, change.normal);
  return { ...profile, columns, labelColumn, labels };
}

function withRoles(columns: ColumnProfile[], { columns: roles = {} }: ProfileChange) {
  for (const [name, role] of Object.entries(roles)) {
    const column = columns.find((each) => each.name === name);
    if (!column) fail(["columns", name], `There is no column "${name.slice(0, 100)}".`);
    if (role === "numeric" && column.type !== "numeric") {
      fail(["columns", name], `"${name.slice(0, 100)}" holds words and cannot be numeric.`);
    }
    if ((role === "label") !== (column.role === "label")) {
      fail(["columns", name], 'Name the label column in "label", not here.');
    }
  }
  const chosen = new Map(Object.entries(roles));
  return columns.map((column) => ({ ...column, role: chosen.get(column.name) ?? column.role }));
}

function withNormal(labels: LabelCount[], normal: string[]): LabelCount[] {
  for (const [index, name] of normal.entries()) {
    if (!labels.some((label) => label.name === name)) {
      fail(["normal", index], `There is no label "${name.slice(0, 100)}".`);
    }
  }
  return labels.map((label) => ({ ...label, attack: !normal.includes(label.name) }));
}

/** More labels than this are no labels. */
const MAX_LABELS = 1000;

async function countLabels(
  parquet: string,
  column: string,
  normal: Set<string>,
): Promise<LabelCount[]> {
  using database = await openDatabase({ spillFolder: `${parquet}.spill` });
  const name = quoteIdentifier(column);
  const rows = await database.rows(
    `SELECT CAST(${name} AS VARCHAR), CAST(count(*) AS DOUBLE) FROM ${parquetSource(parquet)}
     WHERE ${name} IS NOT NULL GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT ${MAX_LABELS + 1}`,
  );
  if (rows.length > MAX_LABELS) {
    fail(["label"], `"${column.slice(0, 100)}" has more than ${MAX_LABELS} different values.`);
  }
  return rows.map(([label, count]) => ({
    name: String(label),
    count: Number(count),
    attack: !normal.has(String(label)),
  }));
}

function fail(path: (string | number)[], message: string): never {
  throw new z.ZodError([{ code: "custom", path, message, input: undefined }]);
}
