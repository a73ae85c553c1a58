/**
 * Quantiles of a sample.
 *
 * @module
 */

/**
 * The `q` quantile, linear between neighbours, as numpy's default has it. Its time grows with the
 * number of values alone: they are not sorted, only parted.
 *
 * Sources: R. J. Hyndman and Y. Fan, "Sample Quantiles in Statistical Packages", The American
 * Statistician 50 (4), 1996, definition 7; C. A. R. Hoare, "Algorithm 65: find", Communications of
 * the ACM 4 (7), 1961.
 *
 * @param values finite numbers in any order; left as they are
 * @param q 0 to 1
 * @throws {RangeError} without values, or when `q` is out of its range
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { quantile } from "./quantile.ts";
 *
 * assert.equal(quantile(Float32Array.of(4, 1, 3, 2), 0.5), 2.5);
 * ```
 */
export function quantile(values: Float32Array, q: number): number {
  if (values.length === 0) throw new RangeError("A quantile needs at least one value.");
  if (!(q >= 0 && q <= 1)) throw new RangeError(`A quantile's q must lie in 0 to 1, not ${q}.`);
  const position = q * (values.length - 1);
  const index = Math.floor(position);
  const parted = new Float32Array(values);
  partAt(parted, index);
  const low = parted[index];
  if (position === index) return low;
  let high = Infinity;
  for (let i = index + 1; i < parted.length; i++) if (parted[i] < high) high = parted[i];
  return low + (high - low) * (position - index);
}

/** Moves values until the one at `index` is in its sorted place and none beyond it is smaller. */
function partAt(values: Float32Array, index: number): void {
  let from = 0;
  let to = values.length - 1;
  while (from < to) {
    const pivot = middleOf(values[from], values[(from + to) >>> 1], values[to]);
    let i = from;
    let j = to;
    while (i <= j) {
      while (values[i] < pivot) i++;
      while (values[j] > pivot) j--;
      if (i <= j) {
        const value = values[i];
        values[i++] = values[j];
        values[j--] = value;
      }
    }
    if (index <= j) to = j;
    else if (index >= i) from = i;
    else return;
  }
}

function middleOf(a: number, b: number, c: number): number {
  return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
}
