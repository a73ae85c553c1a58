/**
 * What becomes of missing and infinite values of a numeric column in a run: the median of the
 * training rows, zero, the median together with a column that says where values were missing, or
 * the row is left out.
 */
export const MISSING_POLICIES = ["median", "zero", "indicator", "drop-row"] as const;

/** One of {@linkcode MISSING_POLICIES}. */
export type MissingPolicy = typeof MISSING_POLICIES[number];
