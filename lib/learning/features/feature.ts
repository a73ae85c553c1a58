/**
 * The contract of one feature of a pipeline: a column of a dataset and the matrix columns that it
 * becomes.
 *
 * @module
 */
import type { InputRecord, ModelInput } from "./input.ts";
import type { CategoricalColumn, FrameColumn, NumericColumn } from "./frame.ts";
import type { FeatureState } from "./state.ts";

/** A value of a record, `null` where it is missing; `undefined` where the record has none. */
export type InputValue = InputRecord[string] | undefined;

/** A place in a matrix for each column of a feature; -1 for a column that is left out. */
export type Places = Int32Array;

/** Where a feature writes its numbers. */
export interface Target {
  /** Rows of a matrix, holding zeros where the feature writes. */
  data: Float32Array;
  /** Distance from one row to the next. */
  stride: number;
  /** Index of each of the feature's columns in a row. */
  places: Places;
}

/** A column of a frame with the widest arrays. */
export type WideColumn =
  | NumericColumn & { values: Float32Array }
  | CategoricalColumn & { codes: Int32Array };

/** Room for values that come from outside, as a column of a frame. */
export interface InputColumn {
  /** What `writer` takes; any value has room in it. */
  readonly column: WideColumn;
  /** Whether points group thousands in texts: 12.519 is 12519 there. */
  readonly pointsGroup: boolean;
  /** Whether records need not have the value, as it is computed or nothing but compared. */
  readonly isOptional?: boolean;
  /**
   * Puts a value into a row.
   *
   * @returns what is wrong with the value, or `null`
   */
  put(row: number, value: InputValue): string | null;
}

/** Writes the numbers of some rows of a frame: the `i`-th row goes to row `i - from` of the target. */
export type RowWriter = (
  rows: Uint32Array | null,
  from: number,
  to: number,
  target: Target,
) => void;

/** Tells something of a row of a frame. */
export type RowTest = (row: number) => boolean;

/** A fitted feature. */
export interface Feature {
  /** Everything learned, as plain JSON. */
  readonly state: FeatureState;
  /** Names of the matrix columns. */
  readonly columns: string[];
  /**
   * Gets ready to write the numbers of a column.
   *
   * @throws {TypeError} when the column is of another type
   */
  writer(column: FrameColumn): RowWriter;
  /**
   * Writes the numbers of one value that comes from outside.
   *
   * @returns what is wrong with the value, or `null`
   */
  writeValue(value: InputValue, row: Float32Array, places: Places): string | null;
  /** Whether a substitute is used for such a value, because it is missing or infinite. */
  fillsIn(value: InputValue): boolean;
  /** Tells for each row of a column whether a substitute is used for their values. */
  filledRows(column: FrameColumn): RowTest;
  /** Room for the values of so many records that come from outside. */
  inputColumn(rows: number): InputColumn;
  /** The value as an explanation shows it. */
  display(value: InputValue): string | number | null;
  /** What a form needs to ask for the value. */
  input(): ModelInput;
}
