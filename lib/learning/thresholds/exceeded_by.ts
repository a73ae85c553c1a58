/**
 * The smallest of the scores that at most this share of them exceeds. Unlike an interpolated
 * quantile it never lets more rows through than asked for.
 *
 * @param scores at least one, in any order; left as they are
 * @param share from 0 to 1, 1 excluded
 */
export function exceededBy(scores: Float32Array, share: number): number {
  const ascending = Float32Array.from(scores).sort();
  const most = Math.floor(share * scores.length + ROUNDING);
  return ascending[scores.length - 1 - most];
}

/** A share of a hundred rows times a hundred is one row, though 0.29 * 100 is less than 29. */
const ROUNDING = 1e-9;
