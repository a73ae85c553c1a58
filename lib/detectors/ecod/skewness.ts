import type { ValueCounts } from "../columns/value_counts.ts";

/** Skewness of a symmetric column that comes from rounding. */
const ROUNDING = 1e-9;

/** The skewness of a column: its third central moment over the cube of its deviation; 0 of a constant. */
export function skewnessOf({ values, atMost }: ValueCounts): number {
  const rows = atMost[atMost.length - 1];
  const counts = atMost.map((upTo, i) => i === 0 ? upTo : upTo - atMost[i - 1]);
  const moment = (centre: number, power: number) =>
    values.reduce((sum, value, i) => sum + counts[i] * (value - centre) ** power, 0) / rows;
  const mean = moment(0, 1);
  const variance = moment(mean, 2);
  const skewness = variance > 0 ? moment(mean, 3) / variance ** 1.5 : 0;
  return Math.abs(skewness) < ROUNDING ? 0 : skewness;
}
