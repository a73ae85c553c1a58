/**
 * Models that see the same columns.
 *
 * @module
 */
import type { FeaturePipeline } from "../../learning/features/pipeline.ts";
import { requiredFeatures } from "../../learning/features/state.ts";
import { ShiftCounter } from "../../learning/features/shifts.ts";
import { CategoryIndex } from "../../values/categories.ts";
import { SequenceWindows } from "../core/sequence_windows.ts";
import type { BatchModelAtWork, BatchModelSource } from "./batch_model.ts";
import { FilledCounts } from "./filled_counts.ts";

/** Models with the same pipeline, for which a block is transformed once. */
export interface ModelGroup {
  pipeline: FeaturePipeline;
  /** Features without a value of which a row cannot be scored. */
  required: string[];
  /** Features of words with a number of which it cannot. */
  refusing: Set<string>;
  /** Rows in which features lack values. */
  filled: FilledCounts;
  /** The column of each feature that has another name in the dataset. */
  columns: Map<string, string>;
  /** What values of features are multiplied by, where units differ. */
  factors: Map<string, number>;
  models: BatchModelAtWork[];
  /** By {@linkcode windowsKey}; for models with context. */
  windows: Map<string, SequenceWindows>;
  shifts: ShiftCounter;
}

/** Puts models with the same pipeline together. */
export function groupModels(models: BatchModelAtWork[]): ModelGroup[] {
  const groups = new Map<string, ModelGroup>();
  for (const model of models) {
    const { pipeline, detector } = model.loaded;
    const key = JSON.stringify(pipeline.toJSON());
    const group = groups.get(key) ?? startGroup(pipeline, model.source);
    group.models.push(model);
    groups.set(key, group);
    if (!detector.context) continue;
    group.windows.set(windowsKey(model), new SequenceWindows(detector.context));
  }
  return [...groups.values()];
}

/** Models with other windows, or other sequences, need their own rows. */
export function windowsKey({ loaded: { detector }, source }: BatchModelAtWork): string {
  return JSON.stringify([detector.context, source.sequenceBy ?? null]);
}

/** The column that tells the sequences of a model apart, as the dataset calls it. */
export function sequenceColumn(source: BatchModelSource): string | undefined {
  const { sequenceBy } = source;
  return sequenceBy && (columnsOf(source).get(sequenceBy) ?? sequenceBy);
}

function startGroup(pipeline: FeaturePipeline, source: BatchModelSource): ModelGroup {
  const { features } = pipeline.toJSON();
  return {
    pipeline,
    required: requiredFeatures(features),
    refusing: new Set(
      pipeline.inputs().flatMap((input) =>
        input.type === "categorical" && new CategoryIndex(input.categories).refusesNumbers
          ? [input.name]
          : []
      ),
    ),
    filled: new FilledCounts(),
    columns: columnsOf(source),
    factors: new Map(
      source.mapped.flatMap(({ feature, factor }) =>
        factor === undefined ? [] : [[feature, factor]]
      ),
    ),
    models: [],
    windows: new Map(),
    shifts: new ShiftCounter(features),
  };
}

function columnsOf({ mapped }: BatchModelSource): Map<string, string> {
  return new Map(mapped.map(({ feature, column }) => [feature, column]));
}
