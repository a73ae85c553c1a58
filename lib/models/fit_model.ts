/**
 * Whether a model can score a dataset.
 *
 * @module
 */
import { fitColumns } from "../datasets/columns/fit_columns.ts";
import { notationWarnings } from "../datasets/columns/notation_warnings.ts";
import type { DatasetProfile } from "../resources/dataset.ts";
import { type EventKind, kindFault } from "../values/event_kind.ts";
import type { MappedColumn } from "../values/columns.ts";
import type { ModelInput } from "../learning/features/input.ts";

/**
 * What keeps a model from scoring a dataset, in a sentence, or else the columns that it reads under
 * other names, and sentences about what it may read wrongly.
 *
 * @param inputs features of the model
 * @param sequenceBy column that tells the sequences of a model with context apart
 * @param kind what kind of records the model was trained on, where a key names it
 */
export function fitModel(
  { columns, recordKind }: DatasetProfile,
  inputs: ModelInput[],
  sequenceBy?: string,
  kind?: EventKind,
): { misfit: string } | { misfit: null; mapped: MappedColumn[]; warnings: string[] } {
  if (kind && recordKind?.field === kind.field) {
    const other = kindFault(kind, recordKind.kind);
    if (other !== null) return { misfit: `${kind.field}: ${other}` };
  }
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
