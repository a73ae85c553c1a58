/**
 * How sure the area under a curve is that was measured on a sample.
 *
 * @module
 */

/** Where the true value lies with the confidence asked for. */
export interface Interval {
  low: number;
  high: number;
}

/** Of the standard normal distribution, for an interval of 95%. */
const Z_95 = 1.959963984540054;

/**
 * The standard error of an area under a ROC curve.
 *
 * Source: J. A. Hanley and B. J. McNeil, "The meaning and use of the area under a receiver operating
 * characteristic (ROC) curve", Radiology 143 (1), 1982, with scores taken as exponential.
 *
 * @param area from 0 to 1
 * @param attacks rows, at least 1
 * @param normals rows, at least 1
 */
export function rocAreaError(area: number, attacks: number, normals: number): number {
  const twoAttacks = area / (2 - area);
  const twoNormals = 2 * area ** 2 / (1 + area);
  const variance = area * (1 - area) + (attacks - 1) * (twoAttacks - area ** 2) +
    (normals - 1) * (twoNormals - area ** 2);
  return Math.sqrt(Math.max(0, variance) / (attacks * normals));
}

/**
 * The 95% confidence interval of an area under a ROC curve, on the scale of its odds, so that it
 * stays between 0 and 1; `null` where the area is 0 or 1 and says nothing of its error.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { rocAreaInterval } from "./area_interval.ts";
 *
 * const { low, high } = rocAreaInterval(0.893, 51, 58)!;
 * assert.deepEqual([low.toFixed(3), high.toFixed(3)], ["0.811", "0.942"]);
 * ```
 */
export function rocAreaInterval(area: number, attacks: number, normals: number): Interval | null {
  if (area <= 0 || area >= 1) return null;
  return onOdds(area, rocAreaError(area, attacks, normals) / (area * (1 - area)));
}

/**
 * The 95% confidence interval of an average precision; `null` where it is 0 or 1.
 *
 * Source: K. Boyd, K. H. Eng and C. D. Page, "Area under the precision-recall curve: point estimates
 * and confidence intervals", ECML PKDD 2013, the logit interval.
 *
 * @param attacks rows, at least 1
 */
export function averagePrecisionInterval(value: number, attacks: number): Interval | null {
  if (value <= 0 || value >= 1) return null;
  return onOdds(value, 1 / Math.sqrt(attacks * value * (1 - value)));
}

function onOdds(value: number, error: number): Interval {
  const centre = Math.log(value / (1 - value));
  const back = (odds: number) => 1 / (1 + Math.exp(-odds));
  return { low: back(centre - Z_95 * error), high: back(centre + Z_95 * error) };
}
