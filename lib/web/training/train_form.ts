/**
 * What is entered in the form of a training run, and what becomes of it.
 *
 * @module
 */
import type { DetectorDefinition } from "../../detectors/definition.ts";
import type { DetectorKind } from "../../detectors/detector.ts";
import type { EncodingKind } from "../../learning/features/encodings.ts";
import type { ScalingChoice } from "../../learning/features/scaling/scaler.ts";
import { MOST_SEEDS } from "../../training/request/seeds.ts";
import type { FieldErrors } from "../field_errors.ts";
import {
  parseNumber,
  parsePercent,
  parseSeed,
  PERCENT_ERROR,
  SEED_ERROR,
} from "../records/parse_number.ts";
import {
  contaminationBody,
  type ContaminationTexts,
  NO_CONTAMINATION,
} from "./contamination_form.ts";
import {
  type DetectorEntry,
  detectorsBody,
  memberKinds,
  newDetectorEntry,
} from "./detector_form.ts";
import {
  featureOptionsBody,
  type FeatureOptionTexts,
  NO_FEATURE_OPTIONS,
} from "./feature_options_form.ts";
import { missingFeatures, TEN_FEATURES } from "./feature_sets.ts";
import {
  hasTenFeatures,
  sequenceColumns,
  type TrainDataset,
  usualFeatures,
  whyUnfit,
} from "./train_dataset.ts";

/** The form's content: texts as typed. */
export interface TrainEntry extends ContaminationTexts {
  name: string;
  train: string;
  /** Id of the test dataset; empty for a split of the training data. */
  test: string;
  /** Whether a person chose the test data, so that no other choice takes its place. */
  testChosen: boolean;
  /** Share of the split in percent. */
  testShare: string;
  features: "ten" | "all" | "pick";
  picked: string[];
  encoding: EncodingKind;
  scaling: ScalingChoice;
  featureOptions: FeatureOptionTexts;
  dropDuplicates: boolean;
  /** Column whose values tell sequences apart; empty where all rows are one. */
  sequenceBy: string;
  seed: string;
  /** How many seeds, counted up from the first. */
  seedCount: string;
  detectors: DetectorEntry[];
}

/** The detectors that are chosen when the form opens. */
export const FIRST_CHOICE: DetectorKind[] = ["isolation-forest", "autoencoder"];

/** Whether a detector that is chosen looks at windows of records, so that their order matters. */
export function readsSequences(entry: TrainEntry, definitions: DetectorDefinition[]): boolean {
  const hasWindow = (kind: DetectorKind) =>
    definitions.some(({ kind: each, requires }) => each === kind && requires.order);
  return entry.detectors.some((detector) =>
    detector.chosen && [detector.kind, ...memberKinds(detector, definitions)].some(hasWindow)
  );
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
    test: test || (dataset.knownTest?.id ?? ""),
    testChosen: test !== "",
    testShare: "30",
    features: hasTenFeatures(dataset) ? "ten" : "all",
    picked: usualFeatures(dataset),
    encoding: "one-hot",
    scaling: "standard",
    featureOptions: NO_FEATURE_OPTIONS,
    dropDuplicates: false,
    ...NO_CONTAMINATION,
    sequenceBy: "",
    seed: "42",
    seedCount: "1",
    detectors: definitions.map((definition) => ({
      ...newDetectorEntry(definition),
      chosen: FIRST_CHOICE.includes(definition.kind),
    })),
  };
}

/** The form after another training dataset was chosen: what does not fit it any more is reset. */
export function withTrainDataset(
  entry: TrainEntry,
  dataset: TrainDataset,
  definitions: DetectorDefinition[],
): TrainEntry {
  const usual = usualFeatures(dataset);
  const unfit = definitions.filter((definition) => whyUnfit(definition, dataset) !== null)
    .map(({ kind }) => kind);
  return {
    ...entry,
    train: dataset.id,
    ...(dataset.labels.length > 0 && NO_CONTAMINATION),
    test: testFor(entry, dataset),
    features: entry.features === "ten" && !hasTenFeatures(dataset) ? "all" : entry.features,
    picked: missingFeatures(entry.picked, dataset.columns.map(({ name }) => name)).length === 0
      ? entry.picked
      : usual,
    sequenceBy: sequenceColumns(dataset).includes(entry.sequenceBy) ? entry.sequenceBy : "",
    detectors: entry.detectors.map((detector) =>
      unfit.includes(detector.kind) ? { ...detector, chosen: false } : detector
    ),
  };
}

/** The test data for other training data: those that a person chose, else those that belong to it. */
function testFor({ test, testChosen }: TrainEntry, { id, knownTest }: TrainDataset): string {
  if (!testChosen) return knownTest?.id ?? "";
  return test === id ? "" : test;
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
  const share = parsePercent(entry.testShare);
  const seed = parseSeed(entry.seed);
  if (entry.test === "" && share === null) errors["/split"] = PERCENT_ERROR;
  if (seed === null) errors["/seed"] = SEED_ERROR;
  const seedCount = parseNumber(entry.seedCount);
  if (
    seedCount === null || !Number.isInteger(seedCount) || seedCount < 1 || seedCount > MOST_SEEDS
  ) {
    errors["/seeds"] = `Enter a whole number from 1 to ${MOST_SEEDS}.`;
  } else if (seed !== null && seed + seedCount > 2 ** 32) {
    errors["/seeds"] = "The last seed would be greater than 4294967295.";
  }
  if (entry.features === "pick" && entry.picked.length === 0) {
    errors["/features"] = "Choose at least one feature.";
  }
  const featureOptions = featureOptionsBody(entry.featureOptions, entry.encoding);
  Object.assign(errors, featureOptions.errors);
  const contamination = contaminationBody(entry);
  Object.assign(errors, contamination.errors);
  const name = entry.name.trim();
  const body = {
    ...(name === "" ? {} : { name }),
    train: entry.train,
    ...(entry.test === "" ? { split: { test: share } } : { test: entry.test }),
    features: entry.features === "all"
      ? "all"
      : entry.features === "ten"
      ? [...TEN_FEATURES]
      : entry.picked,
    encoding: entry.encoding,
    scaling: entry.scaling,
    ...featureOptions.body,
    dropDuplicates: entry.dropDuplicates,
    ...contamination.body,
    ...(entry.sequenceBy !== "" && readsSequences(entry, definitions)
      ? { sequenceBy: entry.sequenceBy }
      : {}),
    seed,
    ...(seed !== null && seedCount !== null && seedCount > 1 && errors["/seeds"] === undefined
      ? { seeds: Array.from({ length: seedCount }, (_, index) => seed + index) }
      : {}),
    detectors,
  };
  return { body, errors };
}
