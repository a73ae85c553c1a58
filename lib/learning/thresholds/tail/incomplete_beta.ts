/**
 * The distribution function of the beta distribution.
 *
 * @module
 */

/**
 * The regularised incomplete beta function: the probability that a beta-distributed number is at
 * most `x`.
 *
 * Source: Numerical Recipes, 3rd edition, 6.4: the continued fraction by Lentz's method.
 *
 * @param a greater than 0
 * @param b greater than 0
 * @param x 0 to 1
 */
export function incompleteBeta(a: number, b: number, x: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  const front = Math.exp(
    logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x),
  );
  return x < (a + 1) / (a + b + 2)
    ? front * continuedFraction(a, b, x) / a
    : 1 - front * continuedFraction(b, a, 1 - x) / b;
}

const TINY = 1e-300;

/** Converges within some multiple of the root of the larger parameter. */
function continuedFraction(a: number, b: number, x: number): number {
  const away = (value: number) => Math.abs(value) < TINY ? TINY : value;
  let c = 1;
  let d = 1 / away(1 - (a + b) * x / (a + 1));
  let fraction = d;
  const steps = 100 + 20 * Math.sqrt(Math.max(a, b));
  for (let m = 1; m <= steps; m++) {
    const even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / away(1 + even * d);
    c = away(1 + even / c);
    fraction *= d * c;
    const odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / away(1 + odd * d);
    c = away(1 + odd / c);
    fraction *= d * c;
    if (Math.abs(d * c - 1) < 1e-15) break;
  }
  return fraction;
}

/** Coefficients of Lanczos' approximation with g = 7. */
const LANCZOS = [
  0.99999999999980993,
  676.5203681218851,
  -1259.1392167224028,
  771.32342877765313,
  -176.61502916214059,
  12.507343278686905,
  -0.13857109526572012,
  9.9843695780195716e-6,
  1.5056327351493116e-7,
];

/** The logarithm of the gamma function of a number greater than 0. */
function logGamma(x: number): number {
  if (x < 0.5) return logGamma(x + 1) - Math.log(x);
  const z = x - 1;
  const t = z + 7.5;
  const series = LANCZOS.slice(1).reduce((sum, c, i) => sum + c / (z + i + 1), LANCZOS[0]);
  return 0.5 * Math.log(2 * Math.PI) + (z + 0.5) * Math.log(t) - t + Math.log(series);
}
