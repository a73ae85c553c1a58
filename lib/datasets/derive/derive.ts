/**
 * From stored datasets to another one.
 *
 * @module
 */
import { join } from "node:path";
import { countDropped } from "../labels/count_labels.ts";
import {
  type Database,
  type DatabaseOptions,
  openDatabase,
  parquetSource,
  quoteIdentifier,
} from "../../tables/duckdb.ts";
import { writeInOrder } from "../../tables/ordered_rows.ts";
import { DATA_FILE } from "../ingest/ingest.ts";
import { markLeaksIn } from "../labels/mark_leaks.ts";
import type { Derivation, LabelRuleOptions } from "../../resources/dataset_origin.ts";
import { REASONS } from "../columns/roles.ts";
import { readLabelRules } from "../label_rules/read_label_rules.ts";
import { selectWithLabels } from "../label_rules/select_with_labels.ts";
import { droppingColumns } from "../columns/policies.ts";
import { type ProfiledColumn, profileTable } from "../profile.ts";
import { progressReporter } from "../progress.ts";
import { storedColumns } from "../../tables/stored_columns.ts";
import type {
  ColumnProfile,
  DatasetProfile,
  DatasetProgress,
  LabelCount,
} from "../../resources/dataset.ts";
import { DEFAULT_LIMITS } from "../limits.ts";
import { DatasetError } from "../../base/dataset_error.ts";
import { datasetWarnings } from "../warnings.ts";
import { contextNames } from "../../learning/context/context_features.ts";
import { profileWithContext } from "../context/profile_with_context.ts";
import type { ContextOptions } from "../../learning/context/context_options.ts";
import { writeWithContext } from "../context/write_with_context.ts";
import { carriedColumns, carriedLabels, inheritedColumn } from "./carry.ts";
import { chooseDistinct, chooseLabels, chooseSample, chooseSplit, type Chosen } from "./choose.ts";
import { commonColumns, shapeDifference } from "./shape.ts";

/** A dataset to derive from. */
export interface Parent {
  name: string;
  parquet: string;
  profile: DatasetProfile;
}

/** How to derive. */
export interface DeriveOptions {
  /** Memory that the database may use; beyond that it works on disk. */
  memoryBytes?: number;
  signal?: AbortSignal;
  onProgress?: (progress: DatasetProgress) => void;
  /** What the derivation reads beside its parents: the label lines of `labels`. */
  file?: string;
}

/**
 * Writes `data.parquet` into `targetFolder` and says what is in it. Rows keep their order; roles and
 * normal labels are those of the parents. Same parents, same options: same rows.
 *
 * @param parents several for `combine`, one for all else
 * @param targetFolder an existing folder
 * @throws {DatasetError} when it cannot be done or nothing would be left
 */
export async function derive(
  parents: Parent[],
  derivation: Derivation,
  targetFolder: string,
  options: DeriveOptions = {},
): Promise<DatasetProfile> {
  const progress = progressReporter(options.onProgress);
  const workFolder = join(targetFolder, ".derive");
  const unfinished = join(workFolder, DATA_FILE);
  await Deno.mkdir(workFolder, { recursive: true });
  try {
    using database = await openDatabase({
      spillFolder: join(workFolder, "spill"),
      memoryBytes: options.memoryBytes,
      signal: options.signal,
    });
    progress("Choosing rows", 0.2)(0);
    const { warnings, added = [] } = derivation.operation === "context"
      ? await addContext(parents[0], derivation.options, unfinished, {
        spillFolder: join(workFolder, "reading"),
        memoryBytes: (options.memoryBytes ?? DEFAULT_LIMITS.memoryBytes) / 2,
        signal: options.signal,
      })
      : await writeSelected(
        database,
        derivation.operation === "labels"
          ? await selectLabelled(database, parents[0], derivation.options, options.file!)
          : await selectRows(database, parents, derivation),
        unfinished,
        progress("Writing rows", 0.6),
      );
    const profiles = parents.map(({ profile }) => profile);
    // Rows that differ do so with their context, too: their own columns need not be counted again.
    const isKnown = derivation.operation === "context" && profiles[0].duplicates.rows === 0;
    const table = isKnown
      ? await profileWithContext(
        database,
        unfinished,
        profiles[0],
        added.map(({ name }) => name),
        progress("Profiling", 1),
      )
      : await profileTable(
        database,
        unfinished,
        [
          ...commonColumns(profiles).map((column) => ({
            ...column,
            ...inheritedRole(profiles, column.name, added),
          })),
          ...added,
        ],
        progress("Profiling", 1),
      );
    if (table.rows === 0) throw new DatasetError("No rows would remain.");
    const carried = carriedColumns(profiles, table.columns);
    const labels = await withDropped(
      database,
      unfinished,
      carried,
      hasLabel(added) ? table.labels : carriedLabels(profiles, table.labels),
    );
    const [{ recordKind }, ...others] = profiles;
    const isOneKind = others.every((each) =>
      each.recordKind?.field === recordKind?.field && each.recordKind?.kind === recordKind?.kind
    );
    const profile = {
      ...table,
      ...(recordKind && isOneKind && { recordKind }),
      columns: await markLeaksIn(database, unfinished, carried, labels, {
        ...(isKnown && { open: (position) => position >= profiles[0].columns.length }),
      }),
      labels,
      format: profiles.every(({ format }) => format === profiles[0].format)
        ? profiles[0].format
        : "csv" as const,
      rejected: { count: 0, first: [] },
      bytes: (await Deno.stat(unfinished)).size,
    };
    await Deno.rename(unfinished, join(targetFolder, DATA_FILE));
    return { ...profile, warnings: [...warnings, ...datasetWarnings(profile)] };
  } finally {
    await Deno.remove(workFolder, { recursive: true });
  }
}

/** A label that is added takes the place of the one before. */
function inheritedRole(
  profiles: DatasetProfile[],
  name: string,
  added: ProfiledColumn[],
): Pick<ProfiledColumn, "role" | "reason"> {
  const role = inheritedColumn(profiles, name)?.role;
  return role === "label" && hasLabel(added)
    ? { role: "leaking", reason: REASONS.formerLabel }
    : { role };
}

function hasLabel(columns: ProfiledColumn[]): boolean {
  return columns.some(({ role }) => role === "label");
}

/** SQL of the rows with the labels of a file of label lines, which were checked before. */
async function selectLabelled(
  database: Database,
  parent: Parent,
  { timeZone, column, others }: LabelRuleOptions,
  file: string,
): Promise<SelectedRows> {
  const { rules } = readLabelRules(await Deno.readTextFile(file), timeZone);
  const selected = await selectWithLabels(database, parent, rules, { column, others });
  return { ...selected, added: [{ name: column, type: "categorical", role: "label" }] };
}

/** Rows that were written. */
interface WrittenRows {
  /** What a person should know about them. */
  warnings: string[];
  /** Columns that the parents lack. */
  added?: ProfiledColumn[];
}

/** Rows to write. */
interface SelectedRows extends WrittenRows {
  /** SQL of the rows, in their order. */
  select: string;
}

async function writeSelected(
  database: Database,
  { select, ...rows }: SelectedRows,
  path: string,
  onProgress: (fraction: number) => void,
): Promise<WrittenRows> {
  await writeInOrder(database, select, path, onProgress);
  return rows;
}

async function addContext(
  parent: Parent,
  options: ContextOptions,
  path: string,
  reading: DatabaseOptions,
): Promise<WrittenRows> {
  await writeWithContext(parent, options, path, reading);
  return { warnings: [], added: contextNames(options).map((name) => ({ name, type: "numeric" })) };
}

/** Labels with the rows of each that the columns' policies leave out of runs. */
async function withDropped(
  database: Database,
  parquet: string,
  columns: ColumnProfile[],
  labels: LabelCount[],
): Promise<LabelCount[]> {
  const label = columns.find(({ role }) => role === "label");
  if (!label) return labels;
  const dropped = await countDropped(database, parquet, label, droppingColumns(columns));
  return labels.map((each) => ({ ...each, dropped: dropped.get(each.name) ?? 0 }));
}

async function selectRows(
  database: Database,
  parents: Parent[],
  derivation: Exclude<Derivation, { operation: "labels" | "context" }>,
): Promise<SelectedRows> {
  if (derivation.operation === "combine") {
    return { select: await selectAll(database, parents), warnings: [] };
  }
  const [{ parquet, profile }] = parents;
  const columns = profile.columns.map(({ name }) => name);
  const from = { database, parquet, labelColumn: profile.labelColumn };
  let chosen: Chosen;
  switch (derivation.operation) {
    case "split":
      chosen = await chooseSplit(from, derivation.options);
      break;
    case "sample":
      chosen = await chooseSample(from, derivation.options);
      break;
    case "filter":
      chosen = await chooseLabels(from, derivation.options);
      break;
    case "drop-duplicates":
      chosen = await chooseDistinct(from, columns);
  }
  return {
    select: `SELECT ${columns.map(quoteIdentifier).join(", ")} ` +
      `FROM ${parquetSource(parquet, { rowNumbers: true })} ` +
      `WHERE ${chosen.condition} ORDER BY file_row_number`,
    warnings: chosen.warnings,
  };
}

/** SQL of all rows of all parents, one parent after the other. */
async function selectAll(database: Database, parents: Parent[]): Promise<string> {
  const [first, ...others] = parents.map(({ name, profile }) => ({
    name,
    columns: profile.columns,
  }));
  for (const other of others) {
    const difference = shapeDifference(first, other);
    if (difference) throw new DatasetError(difference);
  }
  const columns = commonColumns(parents.map(({ profile }) => profile));
  const selects: string[] = [];
  for (const { parquet } of parents) {
    const stored = await storedColumns(database, parquet);
    const values = columns.map(({ name, type }) => {
      const column = quoteIdentifier(name);
      // Differs for a column without any value only, which has a type all the same.
      return stored.get(name) === type
        ? column
        : `CAST(${column} AS ${type === "numeric" ? "DOUBLE" : "VARCHAR"}) AS ${column}`;
    });
    selects.push(`SELECT ${values.join(", ")} FROM ${parquetSource(parquet)}`);
  }
  return selects.join(" UNION ALL ");
}
