/**
 * Which columns are features, and how they are read.
 *
 * @module
 */
import { contextNames } from "../../learning/context/context_features.ts";
import type { ColumnProfile, DatasetProfile } from "../../resources/dataset.ts";
import type { RunRequest } from "../../resources/run.ts";

/** The columns of a dataset that are features by default. */
export function defaultFeatures(profile: DatasetProfile): ColumnProfile[] {
  return profile.columns.filter((column) =>
    column.role === "numeric" || column.role === "categorical"
  );
}

/**
 * The columns that a run takes as features.
 *
 * @param profile of the training data, with the context that the run asks for
 */
export function featureColumns(
  { features, context }: Pick<RunRequest, "features" | "context">,
  profile: DatasetProfile,
): ColumnProfile[] {
  if (features === "all") return defaultFeatures(profile);
  return [...features, ...context ? contextNames(context) : []]
    .map((name) => profile.columns.find((each) => each.name === name)!);
}

/** How a column is read as a feature: numbers may stand for categories where a person says so. */
export function featureType({ role, type }: ColumnProfile): "numeric" | "categorical" {
  return role === "categorical" ? "categorical" : type;
}
