/**
 * The training form: what is chosen, and the request made of it.
 *
 * @module
 */
import type { ScalingKind } from "../features/scaling/scaler.ts";
import { isFeature } from "../datasets/roles.ts";
import type { ColumnRole, LabelCount } from "../datasets/types.ts";
import type { DetectorDefinition } from "../detectors/definition.ts";
import { ROLE_NAMES } from "./column_roles.ts";
import { type DetectorEntry, detectorsBody, newDetectorEntry } from "./detector_form.ts";
import { missingFeatures, TEN_FEATURES } from "./feature_sets.ts";
import type { FieldErrors } from "./field_errors.ts";
import { parseNumber } from "./parse_number.ts";

/** A column that may be a feature. */
export interface TrainColumn {
  name: string;
  role: ColumnRole;
  /** Why it is no feature unless a person says otherwise; else `null`. */
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
}

/** The form's content: texts as typed. */
export interface TrainEntry {
  name: string;
  train: string;
  /** Id of the test dataset; empty for a split of the training data. */
  test: string;
  /** Share of the split in per cent. */
  testShare: string;
  features: "ten" | "all" | "pick";
  picked: string[];
  encoding: "one-hot" | "label";
  scaling: ScalingKind;
  dropDuplicates: boolean;
  seed: string;
  detectors: DetectorEntry[];
}

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

/** The form as it opens. */
export function newTrainEntry(
  dataset: TrainDataset,
  test: string,
  definitions: DetectorDefinition[],
): TrainEntry {
  return {
    name: "",
    train: dataset.id,
    test,
    testShare: "30",
    features: hasTenFeatures(dataset) ? "ten" : "all",
    picked: usualFeatures(dataset),
    encoding: "one-hot",
    scaling: "standard",
    dropDuplicates: false,
    seed: "42",
    detectors: definitions.map(newDetectorEntry),
  };
}

/** The form after another training dataset was chosen: what does not fit it any more is reset. */
export function withTrainDataset(entry: TrainEntry, dataset: TrainDataset): TrainEntry {
  const usual = usualFeatures(dataset);
  return {
    ...entry,
    train: dataset.id,
    test: entry.test === dataset.id ? "" : entry.test,
    features: entry.features === "ten" && !hasTenFeatures(dataset) ? "all" : entry.features,
    picked: missingFeatures(entry.picked, dataset.columns.map(({ name }) => name)).length === 0
      ? entry.picked
      : usual,
  };
}

/** The features that the form asks for, by name. */
export function chosenFeatures(entry: TrainEntry, dataset: TrainDataset): readonly string[] {
  if (entry.features === "ten") return TEN_FEATURES;
  return entry.features === "all" ? usualFeatures(dataset) : entry.picked;
}

/** The body of `POST /api/v1/runs`, with the errors of what cannot be sent. */
export function trainBody(
  entry: TrainEntry,
  definitions: DetectorDefinition[],
): { body: Record<string, unknown>; errors: FieldErrors } {
  const { detectors, errors } = detectorsBody(entry.detectors, definitions);
  const share = parseNumber(entry.testShare);
  const seed = parseNumber(entry.seed);
  if (entry.test === "" && !(share !== null && share > 0 && share < 100)) {
    errors["/split"] = "Enter a percentage between 0 and 100, such as 30.";
  }
  if (seed === null || !Number.isInteger(seed) || seed < 0 || seed >= 2 ** 32) {
    errors["/seed"] = "Enter a whole number from 0 to 4294967295.";
  }
  if (entry.features === "pick" && entry.picked.length === 0) {
    errors["/features"] = "Choose at least one feature.";
  }
  const name = entry.name.trim();
  const body = {
    ...(name === "" ? {} : { name }),
    train: entry.train,
    ...(entry.test === "" ? { split: { test: (share ?? 0) / 100 } } : { test: entry.test }),
    features: entry.features === "all"
      ? "all"
      : entry.features === "ten"
      ? [...TEN_FEATURES]
      : entry.picked,
    encoding: entry.encoding,
    scaling: entry.scaling,
    dropDuplicates: entry.dropDuplicates,
    seed,
    detectors,
  };
  return { body, errors };
}
