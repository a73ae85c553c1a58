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
 * The 95% confidence interval of an area under a ROC curve: the areas that the one measured is not
 * too far from, each by the error that it would have itself. So it stays between 0 and 1 and has a
 * width even where the area is 1.
 *
 * Source: R. G. Newcombe, "Confidence intervals for an effect size measure based on the Mann-Whitney
 * statistic. Part 2", Statistics in Medicine 25 (4), 2006, with the error of Hanley and McNeil.
 *
 * @param area from 0 to 1
 * @param attacks rows, at least 1
 * @param normals rows, at least 1
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { rocAreaInterval } from "./area_interval.ts";
 *
 * const { low, high } = rocAreaInterval(1, 20, 200);
 * assert.deepEqual([low.toFixed(2), high], ["0.91", 1]);
 * ```
 */
export function rocAreaInterval(area: number, attacks: number, normals: number): Interval {
  const isNear = (other: number) =>
    Math.abs(area - other) <= Z_95 * rocAreaError(other, attacks, normals);
  return {
    low: area === 0 ? 0 : edge(0, area, isNear),
    high: area === 1 ? 1 : edge(1, area, isNear),
  };
}

/** Where `isNear` begins to hold, on the way from an end to the area, by bisection. */
function edge(end: number, area: number, isNear: (other: number) => boolean): number {
  let outside = end;
  let inside = area;
  for (let step = 0; step < 50; step++) {
    const middle = (outside + inside) / 2;
    if (isNear(middle)) inside = middle;
    else outside = middle;
  }
  return inside;
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
