/**
 * Whether a model can score a dataset.
 *
 * @module
 */
import { fitColumns } from "../datasets/columns/fit_columns.ts";
import { contextColumns, lacksContext } from "../datasets/context/context_columns.ts";
import { contextFault } from "../datasets/context/context_fault.ts";
import type { ContextOptions } from "../learning/context/context_options.ts";
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

/**
 * What keeps a model from scoring a dataset, in a sentence, or else the columns that it reads under
 * other names, and sentences about what it may read wrongly.
 *
 * @param inputs features of the model
 */
export function fitModel(
  profile: DatasetProfile,
  inputs: ModelInput[],
  { sequenceBy, kind, context }: ModelNeeds = {},
): { misfit: string } | { misfit: null; mapped: MappedColumn[]; warnings: string[] } {
  const { recordKind } = profile;
  if (kind && recordKind?.field === kind.field) {
    const other = kindFault(kind, recordKind.kind);
    if (other !== null) return { misfit: `${kind.field}: ${other}` };
  }
  const isComputed = context !== undefined && lacksContext(profile.columns, context);
  const fault = isComputed ? contextFault({ name: "The dataset", profile }, context) : null;
  if (fault !== null) return { misfit: `The model needs context features. ${fault}` };
  const columns = isComputed ? [...profile.columns, ...contextColumns(context)] : profile.columns;
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
  const { missing, mapped, words: [words], numbers: [numbers] } = fit;
  if (missing.length > 0) {
    const named = missing.slice(0, 5).map((name) => `"${name}"`).join(", ");
    return {
      misfit: `The dataset lacks ${
        missing.length === 1 ? "the column" : `${missing.length} columns, such as`
      } ${named}. Does its first line name the columns?`,
    };
  }
  const differs = (feature: string, found: string, learned: string) => ({
    misfit: `The column "${
      fit.columns.get(feature)
    }" of the dataset holds ${found}, but ${learned} in training.`,
  });
  if (words !== undefined) return differs(words, "words", "numbers");
  if (numbers !== undefined) return differs(numbers, "numbers", "words");
  return { misfit: null, mapped, warnings: notationWarnings(inputs, columns, fit.columns) };
}
