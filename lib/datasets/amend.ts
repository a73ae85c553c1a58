/**
 * Changes that a person makes to what was found out about a dataset.
 *
 * @module
 */
import { z } from "zod";
import { namedValues } from "../base/named_values.ts";
import { countDropped, countLabels, type LabelRows, MAX_LABELS } from "./labels/count_labels.ts";
import { type Database, openDatabase } from "../tables/duckdb.ts";
import { selectDistinctRows } from "./columns/distinct_rows.ts";
import { isTold, relabel } from "./labels/label_profile.ts";
import { markLeaksIn } from "./labels/mark_leaks.ts";
import { MISSING_POLICIES } from "../learning/features/missing_policy.ts";
import { droppingColumns } from "./columns/policies.ts";
import { EMPTY_LABEL, fillEmptyLabels } from "./labels/empty_labels.ts";
import { isFeature, reasonFor, REASONS } from "./columns/roles.ts";
import {
  type ColumnProfile,
  columnRoleSchema,
  type DatasetProfile,
  type LabelCount,
} from "../resources/dataset.ts";
import { datasetWarnings } from "./warnings.ts";
import { givenColumn, givenLabel } from "../base/request_limits.ts";

/** The body of `PATCH /api/v1/datasets/{id}`. */
export const datasetChangeSchema = z.strictObject({
  name: z.string().trim().min(1, "A name needs at least one character.").max(200).optional(),
  /** The label column; `null` where there is none. */
  label: givenColumn.nullable().optional(),
  /** The labels that are normal, "" for records without one; all others are attacks. */
  normal: z.array(givenLabel).min(1, "At least one label must be normal.")
    .max(MAX_LABELS + 1, `Must have at most ${MAX_LABELS + 1} labels.`).optional(),
  /** Confirms a dataset of which many lines could not be read. */
  accept: z.literal(true, { error: "Only true can be sent." }).optional(),
  /** Roles by column name. */
  columns: namedValues(columnRoleSchema).optional(),
  /** What becomes of missing and infinite values, by column name. */
  missing: namedValues(
    z.enum(MISSING_POLICIES, { error: `Choose one of ${MISSING_POLICIES.join(", ")}.` }),
  ).optional(),
});

/** What a person may change of a profile. */
export type ProfileChange = Omit<z.infer<typeof datasetChangeSchema>, "name">;

/**
 * The profile after a change.
 *
 * @param parquet the records, read when labels have to be recounted
 * @throws {z.ZodError} with the path of each field that is wrong
 */
export async function amendProfile(
  profile: DatasetProfile,
  parquet: string,
  requested: ProfileChange,
  memoryBytes?: number,
): Promise<DatasetProfile> {
  const open = () =>
    openDatabase({ spillFolder: `${parquet}.${crypto.randomUUID()}`, memoryBytes });
  const change = settleLabel(profile, requested);
  const fills = change.normal?.includes("") === true &&
    !profile.labels.some(({ name }) => name === "");
  let columns = withPolicies(withRoles(profile.columns, change), change);
  let { labelColumn, labels, normalLabels } = profile;
  const moved = change.label !== undefined && change.label !== labelColumn;
  const relabelled = moved || fills;
  if (moved) {
    labelColumn = change.label!;
    columns = withLabel(columns, labelColumn);
  }
  const dropping = droppingColumns(columns);
  const recount = dropping.join("\n") !== droppingColumns(profile.columns).join("\n");
  if (fills) columns = await withEmptyLabels(parquet, columns, labelColumn, memoryBytes);
  if (labelColumn === null) [labels, normalLabels] = [[], undefined];
  else if (relabelled || recount) {
    const label = columns.find(({ name }) => name === labelColumn)!;
    using database = await open();
    if (relabelled) {
      const counted = await labelRows(database, parquet, columns, label);
      ({ labels, normalLabels } = relabel(counted, label.name));
    }
    const dropped = await countDropped(database, parquet, label, dropping);
    labels = labels.map((each) => ({ ...each, dropped: dropped.get(each.name) ?? 0 }));
  }
  if (change.normal !== undefined) {
    labels = withNormal(
      labels,
      change.normal.map((name) => fills && name === "" ? EMPTY_LABEL : name),
    );
    normalLabels = isTold(labels, labelColumn!) ? "known" : "chosen";
  }
  if (labelColumn !== null) {
    using database = await open();
    const restore = relabelled || change.normal !== undefined;
    columns = await markLeaksIn(database, parquet, columns, labels, { restore });
  }
  const accepted = change.accept ?? profile.accepted;
  const amended = {
    ...profile,
    columns,
    labelColumn,
    labels,
    ...(normalLabels && { normalLabels }),
    ...(accepted && { accepted }),
  };
  if (!normalLabels) delete amended.normalLabels;
  return { ...amended, warnings: amendedWarnings(profile, amended) };
}

/**
 * A change in which `label` alone says what becomes of the label: the role "label" names it too, and
 * a label column that is given another role is the label no more.
 */
function settleLabel(
  { columns, labelColumn }: DatasetProfile,
  { label, columns: roles = {}, ...others }: ProfileChange,
): ProfileChange {
  const named = Object.keys(roles).filter((name) => roles[name] === "label");
  const [chosen] = named;
  for (const name of named) {
    if (!columns.some((column) => column.name === name)) failUnknown(["columns", name], name);
    if (name !== (label === undefined ? chosen : label)) {
      fail(["columns", name], "Only one column can be the label.");
    }
  }
  const rest = Object.entries(roles).filter(([, role]) => role !== "label");
  const loses = rest.find(([name]) => name === labelColumn);
  if (label === undefined) label = chosen ?? (loses ? null : undefined);
  if (loses && label === labelColumn) {
    fail(["columns", loses[0]], "This is the label column; it cannot have another role.");
  }
  return { ...others, label, columns: Object.fromEntries(rest) };
}

function withRoles(columns: ColumnProfile[], { columns: roles = {} }: ProfileChange) {
  for (const [name, role] of Object.entries(roles)) {
    const column = columns.find((each) => each.name === name);
    if (!column) failUnknown(["columns", name], name);
    if (role === "numeric" && column.type !== "numeric") {
      fail(["columns", name], `"${name.slice(0, 100)}" contains words and cannot be numeric.`);
    }
  }
  const chosen = new Map(Object.entries(roles));
  return columns.map((column): ColumnProfile => {
    const role = chosen.get(column.name) ?? column.role;
    if (role === column.role) return column;
    const { kept, ...others } = column;
    if (!isFeature(role)) return { ...others, role, reason: REASONS.chosen };
    const isKept = kept || isKnownLeak(column);
    return { ...others, role, reason: null, ...(isKept && { kept: true }) };
  });
}

/** Whether the person who switches a column on was told that it gives the label away. */
function isKnownLeak({ role, reason }: ColumnProfile): boolean {
  return (role === "leaking" || role === "category") && reason !== REASONS.chosen;
}

function withPolicies(columns: ColumnProfile[], { missing = {} }: ProfileChange) {
  for (const name of Object.keys(missing)) {
    const column = columns.find((each) => each.name === name);
    if (!column) failUnknown(["missing", name], name);
    if (column.type !== "numeric") {
      fail(
        ["missing", name],
        `"${name.slice(0, 100)}" contains words. Only numeric columns have a policy.`,
      );
    }
  }
  const chosen = new Map(Object.entries(missing));
  return columns.map((column): ColumnProfile => ({
    ...column,
    policy: chosen.get(column.name) ?? column.policy,
  }));
}

/** What was the label tells the answer and becomes no feature by itself. */
function withLabel(columns: ColumnProfile[], label: string | null): ColumnProfile[] {
  if (label !== null && !columns.some(({ name }) => name === label)) {
    failUnknown(["label"], label);
  }
  return columns.map((column) => {
    if (column.name === label) return { ...column, role: "label", reason: reasonFor("label") };
    if (column.role !== "label") return column;
    return { ...column, role: "leaking", reason: REASONS.formerLabel };
  });
}

function withNormal(labels: LabelCount[], normal: string[]): LabelCount[] {
  for (const [index, name] of normal.entries()) {
    if (!labels.some((label) => label.name === name)) {
      fail(["normal", index], `There is no label "${name.slice(0, 100)}".`);
    }
  }
  return labels.map((label) => ({ ...label, attack: !normal.includes(label.name) }));
}

/** Puts a label into the records without one. */
async function withEmptyLabels(
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

async function labelRows(
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

/** The file's own warnings stay, but for one about a former label; others are made from the profile. */
function amendedWarnings(before: DatasetProfile, after: DatasetProfile): string[] {
  const outdated = new Set(datasetWarnings(before));
  const isFormer = (warning: string) =>
    before.labelColumn !== after.labelColumn &&
    warning.startsWith(`"${before.labelColumn}" is taken as the label`);
  return [
    ...before.warnings.filter((warning) => !outdated.has(warning) && !isFormer(warning)),
    ...datasetWarnings(after),
  ];
}

function failUnknown(path: (string | number)[], column: string): never {
  fail(path, `There is no column "${column.slice(0, 100)}".`);
}

function fail(path: (string | number)[], message: string): never {
  throw new z.ZodError([{ code: "custom", path, message, input: undefined }]);
}
