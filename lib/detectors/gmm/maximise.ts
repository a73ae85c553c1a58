/**
 * The step of the EM algorithm that finds the next mixture.
 *
 * @module
 */
import type { Expectation } from "./expectation.ts";
import type { Mixture } from "./mixture.ts";

/** Less than any share that matters; keeps a component that has lost all rows from dividing by 0. */
const LEAST_SHARE = 1e-10;

/**
 * The mixture that makes the rows most likely, given their shares in the one before.
 *
 * @param regularisation added to each variance
 */
export function maximise(
  { cols, full, means: before, weights: { length } }: Mixture,
  { shares, sums, products }: Expectation,
  regularisation: number,
): Mixture {
  const total = shares.reduce((sum, share) => sum + share + LEAST_SHARE, 0);
  const weights = shares.map((share) => (share + LEAST_SHARE) / total);
  const means = new Float64Array(length * cols);
  const size = full ? cols * cols : cols;
  const covariances = new Float64Array(length * size);
  for (let component = 0; component < length; component++) {
    const share = shares[component] + LEAST_SHARE;
    const offsets = sums.subarray(component * cols, (component + 1) * cols)
      .map((sum) => sum / share);
    // The kernels have subtracted the mean in 32-bit numbers.
    for (let i = 0; i < cols; i++) {
      means[component * cols + i] = Math.fround(before[component * cols + i]) + offsets[i];
    }
    const mine = products.subarray(component * size, (component + 1) * size);
    const covariance = covariances.subarray(component * size, (component + 1) * size);
    for (let i = 0; i < cols; i++) {
      if (!full) {
        covariance[i] = Math.max(0, mine[i] / share - offsets[i] ** 2) + regularisation;
        continue;
      }
      for (let j = 0; j <= i; j++) {
        const value = mine[i * cols + j] / share - offsets[i] * offsets[j];
        covariance[i * cols + j] = covariance[j * cols + i] = value;
      }
      covariance[i * cols + i] = Math.max(0, covariance[i * cols + i]) + regularisation;
    }
  }
  return { cols, full, weights, means, covariances };
}
