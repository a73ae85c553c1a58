/** Shapes beyond this are not told apart: clocks are no better. */
const LARGEST_SHAPE = 1e4;

/**
 * How much better a gamma distribution of shape above 1 explains intervals than an exponential one,
 * which is what contacts at random have: log10 of the likelihood ratio.
 *
 * The shape is found by Thom's approximation; the mean needs no fit. More intervals can say more, so
 * the score grows with their number.
 *
 * Source: D. Cox and P. Lewis, The Statistical Analysis of Series of Events, 1966, chapter 6; H. Thom,
 * "A note on the gamma distribution", Monthly Weather Review 86 (4), 1958.
 *
 * @param intervals positive numbers of any unit
 * @returns 0 where contacts are as irregular as at random, or more so
 */
export function regularityScore(intervals: ArrayLike<number>): number {
  const { length } = intervals;
  if (length < 2) return 0;
  let sum = 0;
  let logarithms = 0;
  for (let i = 0; i < length; i++) {
    sum += intervals[i];
    logarithms += Math.log(intervals[i]);
  }
  const mean = sum / length;
  const gap = Math.log(mean) - logarithms / length;
  const shape = gap > 0
    ? Math.min(LARGEST_SHAPE, (1 + Math.sqrt(1 + 4 * gap / 3)) / (4 * gap))
    : LARGEST_SHAPE;
  if (shape <= 1) return 0;
  const perInterval = shape * Math.log(shape) - logGamma(shape) - (shape - 1) * gap -
    (shape - 1);
  return Math.max(0, length * perInterval / Math.LN10);
}

/** Stirling's series; its error is below 1e-5 for numbers from 1. */
function logGamma(x: number): number {
  const z = x + 1;
  return (z - 0.5) * Math.log(z) - z + 0.5 * Math.log(2 * Math.PI) + 1 / (12 * z) -
    1 / (360 * z ** 3) - Math.log(x);
}
