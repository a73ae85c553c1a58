/**
 * From records to numbers: what a detector is fitted on and scores.
 *
 * @module
 */
import { z } from "zod";
import { DatasetError, type MissingPolicy } from "../datasets/types.ts";
import type { Contribution, Matrix } from "../detectors/detector.ts";
import type { FeatureContribution, InputRecord, ModelInput } from "../models/types.ts";
import type { Feature } from "./feature.ts";
import type { CategoricalColumn, Frame, FrameColumn } from "./frame.ts";
import { LabelFeature } from "./label_feature.ts";
import { NumericFeature } from "./numeric_feature.ts";
import { OneHotFeature } from "./one_hot_feature.ts";
import { RecordError, type RecordFault } from "./record_error.ts";
import type { Scaler, ScalingKind } from "./scaling/scaler.ts";
import { DEFAULT_SCALING, SCALERS } from "./scaling/scalers.ts";
import { type FeatureState, type PipelineState, pipelineStateSchema } from "./state.ts";

/** How a pipeline is fitted. */
export interface PipelineOptions {
  /** What becomes of words: a column for each category, or one column of numbers. */
  encoding: "one-hot" | "label";
  scaling?: ScalingKind;
  /** The rows to learn from; all where it is absent. */
  rows?: Uint32Array;
  /** What becomes of missing numbers, by column name; the median where a column is left out. */
  policies?: ReadonlyMap<string, MissingPolicy>;
}

/**
 * Turns records into rows of a {@linkcode Matrix}. It is fitted once, on training rows alone, and
 * saved with the model, so that records are treated the same in training, test and use.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { FeaturePipeline } from "./pipeline.ts";
 *
 * const pipeline = FeaturePipeline.fit({
 *   rows: 2,
 *   columns: [
 *     { type: "numeric", name: "bytes", values: Float32Array.of(10, 30) },
 *     { type: "categorical", name: "flag", codes: Int32Array.of(0, 1), categories: ["SF", "S0"] },
 *   ],
 * }, { encoding: "one-hot", scaling: "standard" });
 * assert.deepEqual(pipeline.names, ["bytes", "flag=S0", "flag=SF"]);
 * assert.deepEqual([...pipeline.transformRecord({ bytes: "30", flag: "S0" })], [1, 1, 0]);
 * ```
 */
export class FeaturePipeline {
  /** Names of the matrix columns. */
  readonly names: string[];
  readonly #features: Feature[];
  /** The index of each feature's first column. */
  readonly #starts: number[];
  readonly #encoding: "one-hot" | "label";
  readonly #scaling: ScalingKind;

  private constructor(
    features: Feature[],
    encoding: "one-hot" | "label",
    scaling: ScalingKind,
  ) {
    this.#features = features;
    this.#encoding = encoding;
    this.#scaling = scaling;
    this.names = [];
    this.#starts = features.map(({ columns }) => {
      this.names.push(...columns);
      return this.names.length - columns.length;
    });
  }

  /**
   * Learns the categories and the scales.
   *
   * @throws {RangeError} when there are no columns or no rows to learn from
   */
  static fit(frame: Frame, options: PipelineOptions): FeaturePipeline {
    const { encoding, scaling = DEFAULT_SCALING, rows = null, policies } = options;
    if (frame.columns.length === 0) throw new RangeError("There are no features to learn from.");
    if ((rows ? rows.length : frame.rows) === 0) {
      throw new RangeError("There are no rows to learn from.");
    }
    const scaler = SCALERS[scaling];
    const features = frame.columns.map((column) =>
      column.type === "numeric"
        ? NumericFeature.fit(column, rows, scaler, policies?.get(column.name))
        : fitWords(column, rows, encoding, scaler)
    );
    return new FeaturePipeline(features, encoding, scaling);
  }

  /**
   * The matrix of a frame's rows, in shared memory. Columns are found by name, in any order;
   * further columns are left aside.
   *
   * @param rows the rows to take, in this order; all where it is absent
   * @throws {DatasetError} when a column is missing or holds words in place of numbers
   */
  transform(frame: Frame, rows: Uint32Array | null = null): Matrix {
    const columns = this.#features.map(({ state }) => findColumn(frame, state));
    const count = rows ? rows.length : frame.rows;
    const cols = this.names.length;
    const data = new Float32Array(new SharedArrayBuffer(count * cols * 4));
    this.#features.forEach((feature, i) =>
      feature.write(columns[i], rows, { data, start: this.#starts[i], stride: cols })
    );
    return { data, rows: count, cols, names: [...this.names] };
  }

  /**
   * The matrix row of one record. Numbers may come as text; a category that training did not have
   * is allowed; what is not a feature is ignored. A value may be absent or empty only where
   * training rows lacked it too or the column's policy was chosen for it.
   *
   * @throws {RecordError} when features are missing or are not numbers where they must be
   */
  transformRecord(record: InputRecord): Float32Array {
    const row = new Float32Array(this.names.length);
    const faults: RecordFault[] = [];
    this.#features.forEach((feature, i) => {
      const { name } = feature.state;
      const message = feature.writeValue(valueOf(record, name), row, this.#starts[i]);
      if (message) faults.push({ feature: name, message });
    });
    if (faults.length > 0) throw new RecordError(faults);
    return row;
  }

  /** What a form needs to ask for a record. */
  inputs(): ModelInput[] {
    return this.#features.map((feature) => feature.input());
  }

  /**
   * Adds the parts of a feature's columns up to one part a feature.
   *
   * @param record where the values come from
   * @returns one entry for each feature, largest weight first, whatever its sign
   */
  fold(contributions: Contribution[], record: InputRecord): FeatureContribution[] {
    const weights = new Float64Array(this.names.length);
    for (const { column, weight } of contributions) weights[column] += weight;
    return this.#features.map((feature, i) => {
      const start = this.#starts[i];
      const end = start + feature.columns.length;
      const { name } = feature.state;
      return {
        feature: name,
        value: feature.display(valueOf(record, name)),
        weight: weights.subarray(start, end).reduce((sum, weight) => sum + weight, 0),
      };
    }).sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight));
  }

  /** Everything learned, as plain JSON. */
  toJSON(): PipelineState {
    return {
      version: 1,
      encoding: this.#encoding,
      scaling: this.#scaling,
      features: this.#features.map(({ state }) => state),
    };
  }

  /**
   * A pipeline from what {@linkcode toJSON} gave.
   *
   * @throws {TypeError} when it is something else
   */
  static fromJSON(state: unknown): FeaturePipeline {
    const { success, data, error } = pipelineStateSchema.safeParse(state);
    if (!success) {
      throw new TypeError(`This is not a saved feature pipeline.\n${z.prettifyError(error)}`);
    }
    const scaler = SCALERS[data.scaling];
    const features = data.features.map((feature) => restoreFeature(feature, scaler));
    return new FeaturePipeline(features, data.encoding, data.scaling);
  }
}

function fitWords(
  column: CategoricalColumn,
  rows: Uint32Array | null,
  encoding: "one-hot" | "label",
  scaler: Scaler,
): Feature {
  return encoding === "one-hot"
    ? OneHotFeature.fit(column, rows)
    : LabelFeature.fit(column, rows, scaler);
}

function restoreFeature(state: FeatureState, scaler: Scaler): Feature {
  switch (state.type) {
    case "numeric":
      return new NumericFeature(state, scaler);
    case "one-hot":
      return new OneHotFeature(state);
    case "label":
      return new LabelFeature(state, scaler);
  }
}

function findColumn(frame: Frame, { name, type }: FeatureState): FrameColumn {
  const column = frame.columns.find((candidate) => candidate.name === name);
  if (!column) throw new DatasetError(`The column "${name}" is missing.`);
  const wanted = type === "numeric" ? "numeric" : "categorical";
  if (column.type !== wanted) {
    const words = { numeric: "numbers", categorical: "words" };
    throw new DatasetError(
      `The column "${name}" holds ${words[column.type]}, but ${
        words[wanted]
      } in the training data.`,
    );
  }
  return column;
}

/** Own properties only: a feature may be called "constructor". */
function valueOf(record: InputRecord, name: string): InputRecord[string] {
  return Object.hasOwn(record, name) ? record[name] : null;
}
