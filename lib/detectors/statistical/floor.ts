/** Below this share of the mean variance of a column, a variance cannot be told from rounding. */
const LEAST_SHARE = 1e-6;
/** Variances below it are rounding in 32 bits, and rows divided by their roots leave the range. */
const LEAST_VARIANCE = 1e-30;

/**
 * The least variance that a direction is taken to have. Columns that are constant or follow from
 * others have none; a row that departs from them is then far away, yet not infinitely.
 *
 * @param variances of all directions; their sum is that of the columns' variances
 */
export function varianceFloor(variances: Float64Array): number {
  const total = variances.reduce((sum, variance) => sum + Math.max(0, variance), 0);
  return total > 0 ? Math.max(LEAST_SHARE * total / variances.length, LEAST_VARIANCE) : LEAST_SHARE;
}
