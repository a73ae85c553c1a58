/**
 * Count, mean, deviation, least and greatest of integers that come one by one, within an array.
 *
 * Source: B. P. Welford, "Note on a method for calculating corrected sums of squares and products",
 * Technometrics 4 (1962).
 *
 * @module
 */

/** Begins a statistic at a place. */
export function beginStatistic(values: Float64Array, at: number): void {
  values[at] = 0;
  values[at + 1] = 0;
  values[at + 2] = 0;
  values[at + 3] = Infinity;
  values[at + 4] = -Infinity;
}

/** Adds a value. */
export function addValue(values: Float64Array, at: number, value: number): void {
  const count = values[at] + 1;
  values[at] = count;
  const distance = value - values[at + 1];
  const mean = values[at + 1] + distance / count;
  values[at + 1] = mean;
  values[at + 2] += distance * (value - mean);
  if (value < values[at + 3]) values[at + 3] = value;
  if (value > values[at + 4]) values[at + 4] = value;
}

/** The mean of a statistic; `NaN` of no values, like all below. */
export function meanOf(values: Float64Array, at: number): number {
  return values[at] === 0 ? NaN : values[at + 1];
}

/** The deviation of the sample; 0 of a single value. */
export function deviationOf(values: Float64Array, at: number): number {
  return deviation(values[at], values[at + 2]);
}

/** The least value. */
export function leastOf(values: Float64Array, at: number): number {
  return values[at] === 0 ? NaN : values[at + 3];
}

/** The greatest value. */
export function greatestOf(values: Float64Array, at: number): number {
  return values[at] === 0 ? NaN : values[at + 4];
}

/** The sum of the values; 0 of none. */
export function sumOf(values: Float64Array, at: number): number {
  return Math.round(values[at + 1] * values[at]);
}

/** Two statistics as one. */
export interface JoinedStatistic {
  mean: number;
  deviation: number;
  least: number;
  greatest: number;
}

/** Reads two statistics as one, by the method of Chan, Golub and LeVeque (1979). */
export function readJoined(values: Float64Array, a: number, b: number): JoinedStatistic {
  const [countA, countB] = [values[a], values[b]];
  const count = countA + countB;
  if (count === 0) return { mean: NaN, deviation: NaN, least: NaN, greatest: NaN };
  const distance = values[b + 1] - values[a + 1];
  const squares = values[a + 2] + values[b + 2] + distance * distance * countA * countB / count;
  return {
    mean: (countA * values[a + 1] + countB * values[b + 1]) / count,
    deviation: deviation(count, squares),
    least: Math.min(values[a + 3], values[b + 3]),
    greatest: Math.max(values[a + 4], values[b + 4]),
  };
}

function deviation(count: number, squares: number): number {
  if (count === 0) return NaN;
  return count === 1 ? 0 : Math.sqrt(squares / (count - 1));
}
