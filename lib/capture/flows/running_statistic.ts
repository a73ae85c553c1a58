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

/** A statistic as it is read. */
export interface Statistic {
  count: number;
  sum: number;
  /** `NaN` of no values, like all below. */
  mean: number;
  /** Of the sample; 0 of a single value. */
  deviation: number;
  least: number;
  greatest: number;
}

/** Reads a statistic. */
export function readStatistic(values: Float64Array, at: number): Statistic {
  return described(values[at], values[at + 1], values[at + 2], values[at + 3], values[at + 4]);
}

/** Reads two statistics as one, by the method of Chan, Golub and LeVeque (1979). */
export function readJoined(values: Float64Array, a: number, b: number): Statistic {
  const [na, nb] = [values[a], values[b]];
  const count = na + nb;
  if (count === 0) return described(0, 0, 0, Infinity, -Infinity);
  const distance = values[b + 1] - values[a + 1];
  return described(
    count,
    (na * values[a + 1] + nb * values[b + 1]) / count,
    values[a + 2] + values[b + 2] + distance * distance * na * nb / count,
    Math.min(values[a + 3], values[b + 3]),
    Math.max(values[a + 4], values[b + 4]),
  );
}

function described(
  count: number,
  mean: number,
  squares: number,
  least: number,
  greatest: number,
): Statistic {
  if (count === 0) {
    return { count, sum: 0, mean: NaN, deviation: NaN, least: NaN, greatest: NaN };
  }
  const deviation = count === 1 ? 0 : Math.sqrt(squares / (count - 1));
  return { count, sum: Math.round(mean * count), mean, deviation, least, greatest };
}
