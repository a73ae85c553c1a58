/**
 * Records held column by column, as they come out of a dataset and before they become numbers.
 *
 * @module
 */

/** A column of numbers. */
export interface NumericColumn {
  type: "numeric";
  name: string;
  /** One value a row; `NaN` where it is missing. */
  values: Float32Array;
}

/** A column of words. */
export interface CategoricalColumn {
  type: "categorical";
  name: string;
  /** One index into `categories` a row; -1 where it is missing. */
  codes: Int32Array;
  categories: string[];
}

/** A column of a frame. */
export type FrameColumn = NumericColumn | CategoricalColumn;

/** Some columns of a dataset, all of the same number of rows. */
export interface Frame {
  rows: number;
  columns: FrameColumn[];
}
