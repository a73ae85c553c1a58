/**
 * What metrics are made of.
 *
 * @module
 */
/** Counts of decisions against truth; attacks are the positive class. */
export interface Confusion {
  tn: number;
  fp: number;
  fn: number;
  tp: number;
}

/** How good a model is on the test rows. `null`: not defined for this test set. */
export interface RunMetrics {
  rocAuc: number | null;
  prAuc: number | null;
  accuracy: number | null;
  precision: number | null;
  recall: number | null;
  f1: number | null;
  /** `null` when the test set has no labels. */
  confusion: Confusion | null;
}

/** Test rows that are flagged; precision and recall are `null` where they are not defined. */
export interface FlaggedRows {
  flagged: number;
  precision: number | null;
  recall: number | null;
}

/** What spoke for a number of clusters or components. */
export interface CountCriterion {
  /** `silhouette`: higher is better; `bic`: lower is better. */
  measure: "silhouette" | "bic";
  /** The numbers that were tried, ascending. */
  counts: number[];
  /** The measure of each. */
  values: number[];
  /** The number that was taken. */
  chosen: number;
}
