/**
 * Which columns are features, and how they are read.
 *
 * @module
 */
import type { ColumnProfile, DatasetProfile } from "../../resources/dataset.ts";

/** The columns of a dataset that are features by default. */
export function defaultFeatures(profile: DatasetProfile): ColumnProfile[] {
  return profile.columns.filter((column) =>
    column.role === "numeric" || column.role === "categorical"
  );
}

/** How a column is read as a feature: numbers may stand for categories where a person says so. */
export function featureType({ role, type }: ColumnProfile): "numeric" | "categorical" {
  return role === "categorical" ? "categorical" : type;
}
