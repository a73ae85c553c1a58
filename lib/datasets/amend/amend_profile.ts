import type { DatasetProfile } from "../../resources/dataset.ts";
import { openDatabase } from "../../tables/duckdb.ts";
import { droppingColumns } from "../columns/policies.ts";
import { countDropped } from "../labels/count_labels.ts";
import { EMPTY_LABEL } from "../labels/empty_labels.ts";
import { isTold, relabel } from "../labels/label_profile.ts";
import { markLeaksIn } from "../labels/mark_leaks.ts";
import { datasetWarnings } from "../warnings.ts";
import { settleLabel, withLabel, withPolicies, withRoles } from "./amend_columns.ts";
import { labelRows, withEmptyLabels, withNormal } from "./amend_labels.ts";
import type { ProfileChange } from "./dataset_change.ts";

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
