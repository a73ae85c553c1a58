/**
 * Features that make the metrics of a run look better or worse than they are.
 *
 * @module
 */
import { formatName } from "../../datasets/format_name.ts";
import type { ColumnProfile } from "../../resources/dataset.ts";
import type { FeatureState } from "../../learning/features/state.ts";
import type { RunDataset } from "../request/specification.ts";

/** Features that a warning names. */
const NAMED = 5;

/** Sentences about columns that are features although they should not be. */
export function featureWarnings(columns: ColumnProfile[]): string[] {
  const leaks = columns.filter(({ role, kept }) =>
    kept || role === "leaking" || role === "category" || role === "label"
  );
  const names = columns.filter(({ role }) => role === "identifier" || role === "timestamp");
  const sentences: string[] = [];
  if (leaks.length > 0) {
    sentences.push(
      `${listed(leaks)} ${leaks.length === 1 ? "reveals" : "reveal"} the label and ` +
        `${leaks.length === 1 ? "is" : "are"} used as ${
          leaks.length === 1 ? "a feature" : "features"
        }: the metrics look better than they will on new traffic. Rerun without.`,
    );
  }
  if (names.length > 0) {
    sentences.push(
      `${listed(names)} ${
        names.length === 1 ? "identifies" : "identify"
      } single records, hosts or points in time and ${names.length === 1 ? "is" : "are"} used as ${
        names.length === 1 ? "a feature" : "features"
      }: a model may learn who or when instead of what. Rerun without.`,
    );
  }
  return sentences;
}

/** A warning where every feature has one value only in the training records; else none. */
export function constantWarnings(features: FeatureState[]): string[] {
  const varies = features.some((state) =>
    state.type === "port"
      ? state.number.missing || state.number.max > state.number.min
      : (state.type === "frequency" ? state.missingShare > 0 : state.missing) ||
        (state.type === "numeric" ? state.max > state.min : state.categories.length > 1)
  );
  return varies ? [] : [
    "Every feature has the same value in all training records, so there is nothing to learn. Choose " +
    "other features or other training data.",
  ];
}

/** A warning where train and test are of different formats; else none. */
export function formatWarnings(train: RunDataset, test: RunDataset): string[] {
  const [a, b] = [train, test].map(({ profile }) => profile.format);
  if (a === b) return [];
  return [
    `"${train.name}" (${formatName(a)}) and "${test.name}" (${
      formatName(b)
    }) differ in format. Make ` +
    "sure that columns of the same name mean the same and use the same units.",
  ];
}

function listed(columns: { name: string }[]): string {
  const names = columns.slice(0, NAMED).map(({ name }) => `"${name.slice(0, 100)}"`).join(", ");
  return columns.length > NAMED ? `${names} and ${columns.length - NAMED} more` : names;
}
