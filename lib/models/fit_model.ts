/**
 * Whether a model can score a dataset.
 *
 * @module
 */
import { fitColumns } from "../datasets/columns/fit_columns.ts";
import { contextColumns, lacksContext } from "../datasets/context/context_columns.ts";
import { contextFault } from "../datasets/context/context_fault.ts";
import { KDD_CONTENT_FEATURES, KDD_FEATURES } from "../datasets/formats/kdd_names.ts";
import { contextNames } from "../learning/context/context_features.ts";
import { type ContextOptions, DEFAULT_CONTEXT } from "../learning/context/context_options.ts";
import { fitDurations } from "./fit_durations.ts";
import { notationWarnings } from "../datasets/columns/notation_warnings.ts";
import type { DatasetProfile } from "../resources/dataset.ts";
import type { ModelSummary } from "../resources/model.ts";
import { type EventKind, kindFault } from "../values/event_kind.ts";
import type { MappedColumn } from "../values/columns.ts";
import type { ModelInput } from "../learning/features/input.ts";

/** What a model needs of records beside its features. */
export interface ModelNeeds {
  /** Column that tells the sequences of a model with context apart. */
  sequenceBy?: string;
  /** What kind of records it was trained on, where a key names it. */
  kind?: EventKind;
  /** Which connections around a record are features of it. */
  context?: ContextOptions;
}

/** What a model needs beside its features, but for its sequences. */
export function needsOf(
  { recordKind, contextFeatures }: Pick<ModelSummary, "recordKind" | "contextFeatures">,
): ModelNeeds {
  return { kind: recordKind, context: contextFeatures };
}

/** How a model scores a dataset. */
export interface FittingModel {
  misfit: null;
  /** Features that it reads under other names. */
  mapped: MappedColumn[];
  /** Sentences about what it may read wrongly. */
  warnings: string[];
  /** Context features that are computed, because the dataset has none. */
  computed?: ContextOptions;
}

/** Why a model cannot score a dataset. */
export interface Misfit {
  /** In a sentence. */
  misfit: string;
  /** Features that the dataset does not have. */
  missing: string[];
}

/**
 * Whether a model can score a dataset.
 *
 * @param inputs features of the model
 */
export function fitModel(
  profile: DatasetProfile,
  inputs: ModelInput[],
  { sequenceBy, kind, context }: ModelNeeds = {},
): FittingModel | Misfit {
  const { recordKind } = profile;
  if (kind && recordKind?.field === kind.field) {
    const other = kindFault(kind, recordKind.kind);
    if (other !== null) return { misfit: `${kind.field}: ${other}`, missing: [] };
  }
  const wanted = context ?? kddContextOf(inputs);
  const lacking = wanted && lacksContext(profile.columns, wanted) ? wanted : undefined;
  const fault = lacking ? contextFault({ name: "The dataset", profile }, lacking) : null;
  if (context && fault !== null) {
    const names = contextNames(context);
    const missing = inputs.map(({ name }) => name).filter((name) => names.includes(name));
    return { misfit: `The model needs context features. ${fault}`, missing };
  }
  const computed = fault === null ? lacking : undefined;
  const columns = computed ? [...profile.columns, ...contextColumns(computed)] : profile.columns;
  const fit = fitColumns(columns, [
    ...inputs.map((input) => ({
      name: input.name,
      type: input.type,
      notation: input.notation,
      categories: input.type === "categorical" ? input.categories : [],
    })),
    ...(sequenceBy === undefined || inputs.some(({ name }) => name === sequenceBy)
      ? []
      : [{ name: sequenceBy, type: "categorical" as const, categories: [] }]),
  ]);
  const { words: [words], numbers: [numbers] } = fit;
  const durations = fitDurations(inputs, columns, fit.columns);
  const isDuration = new Set(durations.map(({ feature }) => feature));
  const missing = fit.missing.filter((name) => !isDuration.has(name));
  const mapped = [...fit.mapped.filter(({ feature }) => !isDuration.has(feature)), ...durations];
  if (missing.length > 0) {
    return { misfit: missingWords(missing), missing };
  }
  const differs = (feature: string, found: string, learned: string) => ({
    misfit: `The column "${
      fit.columns.get(feature)
    }" of the dataset holds ${found}, but ${learned} in training.`,
    missing: [],
  });
  if (words !== undefined) return differs(words, "words", "numbers");
  if (numbers !== undefined) return differs(numbers, "numbers", "words");
  const warnings = notationWarnings(inputs, columns, fit.columns);
  return { misfit: null, mapped, warnings, ...(computed && { computed }) };
}

/** KDD'99's windows, where a model that was trained on its columns has features of these names. */
function kddContextOf(inputs: ModelInput[]): ContextOptions | undefined {
  const names = new Set(contextNames(DEFAULT_CONTEXT));
  const found = inputs.filter(({ name }) => names.has(name) && KDD_NAMES.has(name));
  return found.length > 1 ? DEFAULT_CONTEXT : undefined;
}

const KDD_NAMES: ReadonlySet<string> = new Set(KDD_FEATURES.map(({ name }) => name));

function missingWords(missing: string[]): string {
  const named = missing.slice(0, 5).map((name) => `"${name}"`).join(", ");
  const content = missing.filter((name) => KDD_CONTENT_FEATURES.includes(name));
  // Other data than traffic lacks nearly everything; what flows cannot provide is beside the point then.
  const more = 2 * content.length >= missing.length
    ? ` Flows cannot provide ${content.map((name) => `"${name}"`).join(", ")}, which KDD'99 read ` +
      "from what connections carried: train on the other features."
    : " Does its first line name the columns?";
  return `The dataset lacks ${
    missing.length === 1 ? "the column" : `${missing.length} columns, such as`
  } ${named}.${more}`;
}
