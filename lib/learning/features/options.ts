/**
 * What may be chosen of a feature pipeline beside its defaults.
 *
 * @module
 */
import type { EncodingKind } from "./encodings.ts";
import type { ScalingChoice } from "./scaling/scaler.ts";

/** How one column is treated; what is absent is as for all columns. */
export interface ColumnOptions {
  /** For categories only. */
  encoding?: EncodingKind;
  /** For numbers, and for categories that become one column of numbers. */
  scaling?: ScalingChoice;
}

/**
 * Which categories are too rare for their own one-hot column: those below either bound. They
 * share the column "other", and with them every category that training did not have.
 */
export interface RareCategories {
  /** Occurrences in the training rows that a category needs. */
  minCount?: number;
  /** Share of the training rows that a category needs, 0 to 1. */
  minShare?: number;
}

/** Which columns of the matrix are left out; without a bound, a filter is off. */
export interface ColumnFilters {
  /**
   * Leaves out columns in which at most this share of the training rows differs from the most
   * common value, 0 to below 0.5; 0 leaves out constant columns only.
   */
  nearConstant?: number;
  /**
   * Leaves out columns whose correlation with an earlier column is at least this, of either sign,
   * above 0 to 1; 1 leaves out copies only.
   */
  correlation?: number;
}

/** A column of the matrix that a filter has left out, and why. */
export interface DroppedColumn {
  /** The dataset's column that it comes from. */
  feature: string;
  /** The matrix column. */
  column: string;
  reason:
    | {
      filter: "near-constant";
      /** Share of training rows that differ from the most common value. */
      differing: number;
    }
    | {
      filter: "correlation";
      /** The earlier column that stays. */
      with: string;
      /** Pearson's coefficient, -1 to 1. */
      coefficient: number;
    };
}
