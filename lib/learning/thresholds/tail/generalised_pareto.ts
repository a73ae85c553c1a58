/**
 * The distribution of excesses over a high threshold.
 *
 * @module
 */

/** A generalised Pareto distribution that begins at 0. */
export interface GeneralisedPareto {
  /** Positive: a heavy tail; 0: exponential; negative: ends at -scale / shape. */
  shape: number;
  /** Greater than 0. */
  scale: number;
}

/** With fewer excesses only the scale is fitted. */
const MIN_FOR_SHAPE = 10;
/** Among smaller shapes the likelihood has no largest value. */
const MIN_SHAPE = -1;

/**
 * Fits the distribution by maximum likelihood.
 *
 * The likelihood of shape and scale together depends, at its largest, on their ratio alone
 * (Grimshaw's reduction), and is searched along it: a grid that spans both signs finds the highest
 * of several maxima, a golden-section search refines it. Fewer than ten excesses give an exponential
 * distribution, whose one parameter they can bear.
 *
 * Source: S. Grimshaw, "Computing maximum likelihood estimates for the generalized Pareto
 * distribution", Technometrics 35 (2), 1993.
 *
 * @param excesses positive numbers
 * @param minimumShape the smallest shape to return, -1 to 0; 0 keeps the tail without an end
 * @throws {RangeError} without excesses
 */
export function fitGeneralisedPareto(
  excesses: Float64Array,
  minimumShape: number = MIN_SHAPE,
): GeneralisedPareto {
  if (excesses.length === 0) throw new RangeError("A tail needs at least one excess.");
  const mean = excesses.reduce((sum, excess) => sum + excess, 0) / excesses.length;
  const exponential = { shape: 0, scale: mean };
  if (excesses.length < MIN_FOR_SHAPE) return exponential;
  const unit = excesses.map((excess) => excess / mean);
  const ratio = bestRatio(unit);
  const shape = Math.max(meanLog(unit, ratio), MIN_SHAPE);
  if (Math.abs(ratio) < NEAR_ZERO || shape < minimumShape) return exponential;
  return { shape, scale: shape / ratio * mean };
}

/**
 * The natural logarithm of the probability that an excess is greater than `excess`.
 *
 * @param excess 0 or more
 */
export function logSurvival({ shape, scale }: GeneralisedPareto, excess: number): number {
  if (shape === 0) return -excess / scale;
  const inside = shape * excess / scale;
  return inside <= -1 ? -Infinity : -Math.log1p(inside) / shape;
}

/** The excess that is exceeded with probability `probability`, greater than 0 and at most 1. */
export function excessExceeded({ shape, scale }: GeneralisedPareto, probability: number): number {
  const depth = -Math.log(probability);
  return shape === 0 ? scale * depth : scale * Math.expm1(shape * depth) / shape;
}

/** Ratios of shape to scale nearer to 0 than this are exponential as far as numbers can tell. */
const NEAR_ZERO = 1e-8;
/** The grid of ratios of excesses with mean 1: finest near 0 and near the end of their range. */
const STEPS_PER_DECADE = 8;
const GOLDEN = (Math.sqrt(5) - 1) / 2;

function bestRatio(unit: Float64Array): number {
  const grid = ratios(-1 / unit.reduce((most, excess) => Math.max(most, excess), 0));
  const heights = grid.map((ratio) => profileLikelihood(unit, ratio));
  const top = heights.indexOf(Math.max(...heights));
  let low = grid[Math.max(top - 1, 0)];
  let high = grid[Math.min(top + 1, grid.length - 1)];
  let left = high - GOLDEN * (high - low);
  let right = low + GOLDEN * (high - low);
  let atLeft = profileLikelihood(unit, left);
  let atRight = profileLikelihood(unit, right);
  while (high - low > 1e-10 * Math.max(Math.abs(low), Math.abs(high), 1e-3)) {
    if (atLeft > atRight) {
      [high, right, atRight] = [right, left, atLeft];
      left = high - GOLDEN * (high - low);
      atLeft = profileLikelihood(unit, left);
    } else {
      [low, left, atLeft] = [left, right, atRight];
      right = low + GOLDEN * (high - low);
      atRight = profileLikelihood(unit, right);
    }
  }
  return (low + high) / 2;
}

/** Ascending ratios; those below 0 lie above `end`, where the likelihood ends. */
function ratios(end: number): number[] {
  const decades = (from: number, to: number) =>
    Array.from(
      { length: (to - from) * STEPS_PER_DECADE + 1 },
      (_, step) => 10 ** (from + step / STEPS_PER_DECADE),
    );
  return [
    ...decades(-9, -1).map((share) => end * (1 - share)),
    ...decades(-4, -0.25).map((share) => end * share).reverse(),
    0,
    ...decades(-4, 8),
  ].sort((a, b) => a - b);
}

/** The mean log-likelihood of excesses with mean 1, at the best shape for this ratio. */
function profileLikelihood(unit: Float64Array, ratio: number): number {
  if (Math.abs(ratio) < NEAR_ZERO) return -1;
  const free = meanLog(unit, ratio);
  const shape = Math.max(free, MIN_SHAPE);
  return -Math.log(shape / ratio) - (1 + 1 / shape) * free;
}

/** The shape of the largest likelihood for a ratio, where there is no smallest one. */
function meanLog(unit: Float64Array, ratio: number): number {
  let sum = 0;
  for (let i = 0; i < unit.length; i++) sum += Math.log1p(ratio * unit[i]);
  return sum / unit.length;
}
