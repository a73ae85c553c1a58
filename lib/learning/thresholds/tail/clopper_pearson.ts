/**
 * How sure a share is that was counted on a sample.
 *
 * @module
 */
import { incompleteBeta } from "./incomplete_beta.ts";
import type { RateInterval } from "../rule.ts";

/**
 * The exact confidence interval of a share: it covers the true share with at least the probability
 * asked for, however small the sample.
 *
 * Source: C. Clopper and E. Pearson, "The use of confidence or fiducial limits illustrated in the
 * case of the binomial", Biometrika 26 (4), 1934.
 *
 * @param count rows of the kind that is counted, 0 to `rows`
 * @param rows at least 1
 * @param confidence greater than 0 and less than 1, such as 0.95
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { clopperPearson } from "./clopper_pearson.ts";
 *
 * const { low, high } = clopperPearson(0, 20, 0.95);
 * assert.deepEqual([low, high.toFixed(4)], [0, "0.1684"]);
 * ```
 */
export function clopperPearson(count: number, rows: number, confidence: number): RateInterval {
  const tail = (1 - confidence) / 2;
  return {
    estimate: count / rows,
    low: count === 0 ? 0 : betaQuantile(tail, count, rows - count + 1),
    high: count === rows ? 1 : betaQuantile(1 - tail, count + 1, rows - count),
    confidence,
  };
}

/** The number that a beta-distributed one is at most with a given probability, by bisection. */
function betaQuantile(probability: number, a: number, b: number): number {
  let low = 0;
  let high = 1;
  while (true) {
    const middle = (low + high) / 2;
    if (middle <= low || middle >= high || high - low < 1e-15) return middle;
    if (incompleteBeta(a, b, middle) < probability) low = middle;
    else high = middle;
  }
}
