/**
 * Records held column by column, as they come out of a dataset and before they become numbers.
 *
 * @module
 */

/** Numbers; whole ones in as few bytes as hold them. */
export type NumericValues = Float32Array | Uint16Array | Uint8Array;

/** Codes, in as few bytes as hold them. */
export type CategoryCodes = Int32Array | Int16Array | Int8Array;

/** A column of numbers. */
export interface NumericColumn {
  type: "numeric";
  name: string;
  /** One value a row; `NaN` where it is missing. */
  values: NumericValues;
}

/** A column of words. */
export interface CategoricalColumn {
  type: "categorical";
  name: string;
  /** One index into `categories` a row; -1 where it is missing. */
  codes: CategoryCodes;
  categories: string[];
}

/** A column of a frame. */
export type FrameColumn = NumericColumn | CategoricalColumn;

/** Some columns of a dataset, all of the same number of rows. */
export interface Frame {
  rows: number;
  columns: FrameColumn[];
}
