/**
 * From records to numbers: what a detector is fitted on and scores.
 *
 * @module
 */
import { z } from "zod";
import { DatasetError } from "../../base/dataset_error.ts";
import { contextNames } from "../context/context_features.ts";
import type { ContextState } from "../context/context_state.ts";
import type { MissingPolicy } from "./missing_policy.ts";
import type { Contribution, Matrix } from "../matrix.ts";
import type { FeatureContribution, InputRecord, ModelInput } from "./input.ts";
import { firstIndices } from "../../base/typed_arrays.ts";
import type { EncodingKind } from "./encodings.ts";
import type { Feature, InputColumn, InputValue, Places, RowTest, RowWriter } from "./feature.ts";
import { findColumn } from "./find_column.ts";
import { findDropped } from "./filters/find_dropped.ts";
import type { Frame, FrameColumn } from "./frame.ts";
import { NumberedFeature } from "./numbered_feature.ts";
import { NumericFeature } from "./numeric_feature.ts";
import { PortFeature } from "./ports/port_feature.ts";
import { OneHotFeature } from "./one_hot_feature.ts";
import type { ColumnFilters, ColumnOptions, DroppedColumn, RareCategories } from "./options.ts";
import { type EventKind, kindFault } from "../../values/event_kind.ts";
import { KindColumn } from "./kind_column.ts";
import type { Notation } from "../../values/notation.ts";
import { type ReadRecord, readRecord } from "../../values/record.ts";
import { RecordError, type RecordFault } from "./record_error.ts";
import type { ScalingChoice, ScalingKind } from "./scaling/scaler.ts";
import { DEFAULT_SCALING } from "./scaling/scalers.ts";
import { type FeatureState, type PipelineState, pipelineStateSchema } from "./state.ts";
import { pipelineStateV1Schema, upgradeStateV1 } from "./state_v1.ts";

/** How a pipeline is fitted. */
export interface PipelineOptions {
  /** What becomes of words: a column for each category, or one column of numbers. */
  encoding: EncodingKind;
  scaling?: ScalingChoice;
  /** Columns of ports, which become classes. */
  ports?: ReadonlySet<string>;
  /** Columns that are treated differently, by name. */
  columns?: ReadonlyMap<string, ColumnOptions>;
  /** Which categories share a one-hot column; beyond the most frequent 500 they always do. */
  rareCategories?: RareCategories;
  /** Which columns of the matrix are left out; none unless it is given. */
  filters?: ColumnFilters;
  /** The rows to learn from; all where it is absent. */
  rows?: Uint32Array;
  /** What becomes of missing numbers, by column name; the median where a column is left out. */
  policies?: ReadonlyMap<string, MissingPolicy>;
  /** How the training file wrote numbers, by column name; plainly where a column is left out. */
  notations?: ReadonlyMap<string, Notation>;
  /** What kind of records the training has, where a key that is no feature names it. */
  kind?: EventKind;
  /** How the context of records is computed, whose values are columns of the frame. */
  context?: ContextState;
}

/** The columns of a matrix that come from one column of a dataset. */
export interface FeatureGroup {
  feature: string;
  /** Indices into the columns of the matrix, ascending. */
  columns: number[];
}

/** Rows that are written at a time, column by column; a few of their values fit a core's cache. */
const BLOCK_ROWS = 256;

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
  /** Columns that the filters have left out. */
  readonly dropped: DroppedColumn[];
  /** What kind of records it takes, where a key names it. */
  readonly kind: EventKind | undefined;
  /** How the context of records is computed; `undefined` where no feature is part of it. */
  readonly context: ContextState | undefined;
  readonly #contextNames: ReadonlySet<string>;
  /** Those with a column in the matrix. */
  readonly #features: Feature[];
  readonly #featureNames: string[];
  readonly #places: Places[];

  private constructor(
    features: Feature[],
    dropped: DroppedColumn[],
    { kind, context }: Pick<PipelineOptions, "kind" | "context">,
  ) {
    const left = new Set(dropped.map(({ feature, column }) => JSON.stringify([feature, column])));
    const isKept = (feature: Feature, column: string) =>
      !left.has(JSON.stringify([feature.state.name, column]));
    this.dropped = dropped;
    this.kind = kind;
    this.context = context;
    this.#contextNames = new Set(context && contextNames(context));
    this.#features = features.filter((feature) =>
      feature.columns.some((column) => isKept(feature, column))
    );
    this.#featureNames = this.#features.map(({ state }) => state.name);
    this.names = [];
    this.#places = this.#features.map((feature) =>
      Int32Array.from(
        feature.columns,
        (column) => isKept(feature, column) ? this.names.push(column) - 1 : -1,
      )
    );
  }

  /**
   * Learns the categories and the scales.
   *
   * @throws {RangeError} when there are no columns or no rows to learn from
   * @throws {DatasetError} when the filters leave no column
   */
  static fit(frame: Frame, options: PipelineOptions): FeaturePipeline {
    const { rows = null, filters } = options;
    if (frame.columns.length === 0) throw new RangeError("There are no features to learn from.");
    if ((rows ? rows.length : frame.rows) === 0) {
      throw new RangeError("There are no rows to learn from.");
    }
    const features = frame.columns.map((column) => fitFeature(column, options));
    const isFeature = frame.columns.some(({ name }) => name === options.kind?.field);
    const kind = isFeature ? undefined : options.kind;
    const about = { kind, context: options.context };
    const whole = new FeaturePipeline(features, [], about);
    if (!filters) return whole;
    const filtered = new FeaturePipeline(
      features,
      findDropped(
        whole.groups(),
        rows ?? firstIndices(frame.rows),
        (some) => whole.transform(frame, some),
        filters,
      ),
      about,
    );
    if (filtered.names.length === 0) {
      throw new DatasetError(
        "The filters leave out every feature: all are the same in nearly all training rows.",
      );
    }
    return filtered;
  }

  /**
   * The matrix of a frame's rows, in shared memory. Columns are found by name, in any order;
   * further columns are left aside.
   *
   * @param rows the rows to take, in this order; all where it is absent
   * @param into where the matrix goes in place of new memory: zeros, as many as it has values
   * @throws {DatasetError} when a column is missing or holds words in place of numbers
   */
  transform(frame: Frame, rows: Uint32Array | null = null, into?: Float32Array): Matrix {
    const writers = this.#features.map((feature): RowWriter =>
      feature.writer(findColumn(frame, feature.state))
    );
    const count = rows ? rows.length : frame.rows;
    const cols = this.names.length;
    const data = into ?? new Float32Array(new SharedArrayBuffer(count * cols * 4));
    for (let from = 0; from < count; from += BLOCK_ROWS) {
      const to = Math.min(count, from + BLOCK_ROWS);
      const block = data.subarray(from * cols, to * cols);
      for (let i = 0; i < writers.length; i++) {
        writers[i](rows, from, to, { data: block, stride: cols, places: this.#places[i] });
      }
    }
    return { data, rows: count, cols, names: [...this.names] };
  }

  /**
   * The matrix row of one record. Numbers may come as text; a category that training did not have
   * is allowed; what is not a feature is ignored. Objects in it are flattened and names matched, see
   * {@linkcode readRecord}. The policy of its column says what becomes of a missing number. A value may
   * be absent only where training rows lacked it too or the column's policy was chosen for it.
   *
   * @throws {RecordError} when features are absent or are not numbers where they must be, or the
   * record is of another kind than those of training
   */
  transformRecord(record: InputRecord): Float32Array {
    const row = new Float32Array(this.names.length);
    const faults: RecordFault[] = [];
    const { record: values } = this.read(record);
    const { kind } = this;
    const other = kind && kindFault(kind, valueOf(values, kind.field));
    if (other) throw new RecordError([{ feature: kind.field, message: other }]);
    this.#features.forEach((feature, i) => {
      const { name } = feature.state;
      const message = feature.writeValue(valueOf(values, name), row, this.#places[i]);
      if (message) faults.push({ feature: name, message });
    });
    if (faults.length > 0) throw new RecordError(faults);
    return row;
  }

  /**
   * The features for whose values a substitute is used: numbers that are missing or infinite, and words
   * that are missing where training lacked none.
   *
   * @param values as {@linkcode read} gives them
   */
  filledIn(values: InputRecord): string[] {
    return this.#featureNames.filter((name, i) => this.#features[i].fillsIn(valueOf(values, name)));
  }

  /** Tells of each feature for which rows of a frame {@linkcode filledIn} would name it. */
  filledRows(frame: Frame): { feature: string; isFilled: RowTest }[] {
    return this.#features.map((feature) => ({
      feature: feature.state.name,
      isFilled: feature.filledRows(findColumn(frame, feature.state)),
    }));
  }

  /** A record with its values under the names of the features; see {@linkcode readRecord}. */
  read(record: object): ReadRecord {
    return readRecord(record, this.#featureNames);
  }

  /**
   * Room for so many records that come from outside: a column for each feature, in their order. The
   * columns make a frame; its rows become what {@linkcode transformRecord} makes of the records. Those
   * of the context may be absent, and are to be written by whom knows it.
   */
  inputColumns(rows: number): InputColumn[] {
    return this.#features.map((feature) => {
      const input = feature.inputColumn(rows);
      if (!this.#contextNames.has(feature.state.name)) return input;
      const put: InputColumn["put"] = (row, value) => input.put(row, value ?? null);
      return { column: input.column, pointsGroup: input.pointsGroup, isOptional: true, put };
    });
  }

  /** Beside the {@linkcode inputColumns}: takes the kinds of the records, where a key names them. */
  kindColumn(rows: number): KindColumn | null {
    return this.kind ? new KindColumn(this.kind, rows) : null;
  }

  /** What a form needs to ask for a record. */
  inputs(): ModelInput[] {
    return this.#features.map((feature) => {
      const input = feature.input();
      return this.#contextNames.has(input.name) ? { ...input, optional: true } : input;
    });
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
    const { record: values } = this.read(record);
    return this.groups().map(({ feature: name, columns }, i) => ({
      feature: name,
      value: this.#features[i].display(valueOf(values, name)),
      weight: columns.reduce((sum, column) => sum + weights[column], 0),
    })).sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight));
  }

  /** The matrix columns of each feature that has any, in the order of the features. */
  groups(): FeatureGroup[] {
    return this.#features.map(({ state }, i) => ({
      feature: state.name,
      columns: [...this.#places[i]].filter((place) => place >= 0),
    }));
  }

  /** The scaling of each feature that is scaled, chosen by hand or by skew. */
  scalings(): { feature: string; scaling: ScalingKind }[] {
    return this.#features.flatMap(({ state }) =>
      "scale" in state ? [{ feature: state.name, scaling: state.scale.kind }] : []
    );
  }

  /** Everything learned, as plain JSON. */
  toJSON(): PipelineState {
    return {
      version: 2,
      features: this.#features.map(({ state }) => state),
      dropped: this.dropped,
      ...(this.kind && { kind: this.kind }),
      ...(this.context && { context: this.context }),
    };
  }

  /**
   * A pipeline from what {@linkcode toJSON} gave, in this release or an earlier one.
   *
   * @throws {TypeError} when it is something else
   */
  static fromJSON(state: unknown): FeaturePipeline {
    const old = pipelineStateV1Schema.safeParse(state);
    const { success, data, error } = pipelineStateSchema.safeParse(
      old.success ? upgradeStateV1(old.data) : state,
    );
    if (!success) {
      throw new TypeError(`This is not a saved feature pipeline.\n${z.prettifyError(error)}`);
    }
    return new FeaturePipeline(data.features.map(restoreFeature), data.dropped, data);
  }
}

function fitFeature(column: FrameColumn, options: PipelineOptions): Feature {
  const { rows = null, columns, policies, rareCategories } = options;
  const own = columns?.get(column.name);
  const notation = options.notations?.get(column.name);
  const scaling = own?.scaling ?? options.scaling ?? DEFAULT_SCALING;
  if (column.type === "numeric" && own?.scaling === undefined && options.ports?.has(column.name)) {
    return PortFeature.fit(column, rows, policies?.get(column.name), notation);
  }
  if (column.type === "numeric") {
    return NumericFeature.fit(column, rows, scaling, policies?.get(column.name), notation);
  }
  const encoding = own?.encoding ?? options.encoding;
  if (encoding === "one-hot") return OneHotFeature.fit(column, rows, rareCategories, notation);
  const numbering = scaling === "auto" ? "standard" : scaling;
  return NumberedFeature.fit(column, rows, encoding, numbering, notation);
}

function restoreFeature(state: FeatureState): Feature {
  switch (state.type) {
    case "numeric":
      return new NumericFeature(state);
    case "port":
      return new PortFeature(state);
    case "one-hot":
      return new OneHotFeature(state);
    case "label":
    case "frequency":
      return new NumberedFeature(state);
  }
}

/** Own properties only: a feature may be called "constructor". */
function valueOf(record: InputRecord, name: string): InputValue {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}
