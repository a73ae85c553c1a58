/**
 * Datasets as the form of a training run knows them, and what can be learned from them.
 *
 * @module
 */
import { isFeature } from "../../datasets/columns/roles.ts";
import type { DetectorDefinition } from "../../detectors/definition.ts";
import type { ColumnRole, LabelCount } from "../../resources/dataset.ts";
import { ROLE_NAMES } from "../datasets/column_roles.ts";
import { missingFeatures, TEN_FEATURES } from "./feature_sets.ts";

/** A column that may be a feature. */
export interface TrainColumn {
  name: string;
  role: ColumnRole;
  /** Why it is not a feature by default; else `null`. */
  reason: string | null;
}

/** A dataset as the form needs it. */
export interface TrainDataset {
  id: string;
  name: string;
  rows: number;
  labels: LabelCount[];
  /** Columns that may be features. */
  columns: TrainColumn[];
  /** The test dataset that was published with it, and why it is selected, in a sentence. */
  knownTest?: { id: string; reason: string };
}

/** Columns of these roles may name what a record belongs to, such as a host; most likely ones first. */
const SEQUENCE_ROLES: ColumnRole[] = ["identifier", "categorical", "ignored"];

/** Whether a dataset has the ten-feature set. */
export function hasTenFeatures(dataset: TrainDataset): boolean {
  return missingFeatures(TEN_FEATURES, dataset.columns.map(({ name }) => name)).length === 0;
}

/** The columns that "all features" stands for. */
export function usualFeatures(dataset: TrainDataset): string[] {
  return dataset.columns.filter(({ role }) => isFeature(role)).map(({ name }) => name);
}

/** The columns that are features only where a person picks them. */
export function columnsThatAreOff(dataset: TrainDataset): TrainColumn[] {
  return dataset.columns.filter(({ role }) => !isFeature(role));
}

/** Why a column is off, in a sentence. */
export function whyOff({ role, reason }: TrainColumn): string {
  return reason ?? `${ROLE_NAMES[role]}.`;
}

/** The columns that may tell sequences apart. */
export function sequenceColumns({ columns }: TrainDataset): string[] {
  return SEQUENCE_ROLES.flatMap((wanted) =>
    columns.filter(({ role }) => role === wanted).map(({ name }) => name)
  );
}

/** Why a detector cannot learn from a dataset, in a sentence; `null` if it can. */
export function whyUnfit({ requires }: DetectorDefinition, dataset: TrainDataset): string | null {
  if (!requires.labels) return null;
  if (dataset.labels.length === 0) return "The training data has no labels to learn from.";
  if (!dataset.labels.some(({ attack }) => attack)) {
    return "The training data has no attacks to learn from.";
  }
  return null;
}
