/**
 * Decisions along the order of the records.
 *
 * @module
 */

/** Shares of attacks and of flagged rows in consecutive windows. */
export interface OrderProfile {
  /** Share of attacks in each window; `null` when the truth is not known. */
  actual: number[] | null;
  /** Share of flagged rows in each window. */
  predicted: number[];
  /** Rows of a window; the last one may have fewer. */
  windowRows: number;
}

/**
 * Cuts the rows, in the order in which they come, into windows of equal size and says how many of
 * each window are attacks and how many are flagged: what the detector saw against what there was.
 *
 * @param scores one a row; flagged when greater than the threshold
 * @param truth 1 for an attack, 0 for a normal row, or `null` when it is not known
 * @param windows how many at most, at least 1
 * @throws {RangeError} when the lengths differ, or `windows` is not a whole number from 1
 */
export function orderProfile(
  scores: Float32Array,
  truth: Uint8Array | null,
  threshold: number,
  windows: number,
): OrderProfile {
  if (!Number.isInteger(windows) || windows < 1) {
    throw new RangeError(`The number of windows must be a whole number from 1, not ${windows}.`);
  }
  if (truth && truth.length !== scores.length) {
    throw new RangeError(`${scores.length} scores, but ${truth.length} true labels.`);
  }
  const windowRows = Math.max(1, Math.ceil(scores.length / windows));
  const actual: number[] = [];
  const predicted: number[] = [];
  for (let start = 0; start < scores.length; start += windowRows) {
    const end = Math.min(start + windowRows, scores.length);
    let attacks = 0;
    let flagged = 0;
    for (let i = start; i < end; i++) {
      if (truth && truth[i] !== 0) attacks++;
      if (scores[i] > threshold) flagged++;
    }
    actual.push(attacks / (end - start));
    predicted.push(flagged / (end - start));
  }
  return { actual: truth && actual, predicted, windowRows };
}
