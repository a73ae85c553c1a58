/**
 * The contract of one feature of a pipeline: a column of a dataset and the matrix columns that it
 * becomes.
 *
 * @module
 */
import type { InputRecord, ModelInput } from "../models/types.ts";
import type { FrameColumn } from "./frame.ts";
import type { FeatureState } from "./state.ts";

/** A value of a record. */
export type InputValue = InputRecord[string];

/** Where a feature writes its numbers: the matrix, and the position of its first column. */
export interface Target {
  data: Float32Array;
  /** Index of the feature's first number in the first row. */
  start: number;
  /** Distance from one row to the next. */
  stride: number;
}

/** A fitted feature. */
export interface Feature {
  /** Everything learned, as plain JSON. */
  readonly state: FeatureState;
  /** Names of the matrix columns. */
  readonly columns: string[];
  /**
   * Writes the numbers of the frame's rows, or of the given rows in their order.
   *
   * @param target holds zeros
   */
  write(column: FrameColumn, rows: Uint32Array | null, target: Target): void;
  /**
   * Writes the numbers of one value that comes from outside.
   *
   * @param data holds zeros
   * @returns what is wrong with the value, or `null`
   */
  writeValue(value: InputValue, data: Float32Array, start: number): string | null;
  /** The value as an explanation shows it. */
  display(value: InputValue): string | number | null;
  /** What a form needs to ask for the value. */
  input(): ModelInput;
}
