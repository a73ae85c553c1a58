/** Below this a distribution counts as stable, see {@linkcode populationStabilityIndex}. */
export const PSI_STABLE = 0.1;

/** From this on it counts as moved. */
export const PSI_MOVED = 0.25;

/** Added to each count, so that a bin without records does not make the index infinite. */
const HALF_A_RECORD = 0.5;

/**
 * The population stability index of two distributions over the same bins: the sum of
 * `(actual - expected) ln(actual / expected)` over their shares, which is Jeffreys' divergence. By
 * custom, below 0.1 is stable and 0.25 or more has moved.
 *
 * Half a record is added to each bin of both. Of n and m records of one and the same distribution in
 * b bins the index is `(b - 1) (1 / n + 1 / m)` on average, so a few hundred records can tell.
 *
 * Source: N. Siddiqi, "Credit Risk Scorecards", Wiley, 2006; its distribution: B. Yurdakul,
 * "Statistical Properties of Population Stability Index", Western Michigan University, 2018.
 *
 * @param expected counts, one a bin
 * @param actual counts of the same bins
 * @returns from 0 on; 0 where either has no records
 * @throws {RangeError} when the numbers of bins differ
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { populationStabilityIndex } from "./population_stability_index.ts";
 *
 * assert.equal(populationStabilityIndex([500, 500], [50, 50]), 0);
 * assert.ok(populationStabilityIndex([500, 500], [90, 10]) > 0.25);
 * ```
 */
export function populationStabilityIndex(
  expected: ArrayLike<number>,
  actual: ArrayLike<number>,
): number {
  if (expected.length !== actual.length) {
    throw new RangeError(`Distributions over ${expected.length} and ${actual.length} bins.`);
  }
  const totals = [sum(expected), sum(actual)];
  if (totals.includes(0)) return 0;
  const share = (count: number, total: number) =>
    (count + HALF_A_RECORD) / (total + HALF_A_RECORD * expected.length);
  let index = 0;
  for (let bin = 0; bin < expected.length; bin++) {
    const before = share(expected[bin], totals[0]);
    const now = share(actual[bin], totals[1]);
    index += (now - before) * Math.log(now / before);
  }
  return index;
}

function sum(counts: ArrayLike<number>): number {
  let total = 0;
  for (let bin = 0; bin < counts.length; bin++) total += counts[bin];
  return total;
}
