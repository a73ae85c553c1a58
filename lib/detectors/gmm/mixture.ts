/**
 * Gaussian mixtures.
 *
 * @module
 */
import { cholesky, invertLower, logDeterminant } from "../../learning/linear_algebra/cholesky.ts";
import { wideStride } from "../../compute/rows/parts.ts";
import type { MixtureConstants } from "../../compute/rows/tasks/mixture_shares.ts";
import { TrainingError } from "../detector.ts";

/** Some normal distributions and how much each counts. */
export interface Mixture {
  cols: number;
  /** Whether columns vary together; the covariances are diagonals unless they do. */
  full: boolean;
  /** Of each component; they add up to 1. */
  weights: Float64Array;
  /** `cols` numbers for each component. */
  means: Float64Array;
  /** For each component `cols * cols` numbers, or `cols` variances. */
  covariances: Float64Array;
}

/** How many numbers a mixture's shape takes: what BIC counts. */
export function freeParameters({ cols, full, weights }: Mixture): number {
  const shape = full ? cols * (cols + 1) / 2 : cols;
  return weights.length * (cols + shape) + weights.length - 1;
}

/** A component's covariance. */
function covarianceOf({ cols, full, covariances }: Mixture, component: number) {
  const size = full ? cols * cols : cols;
  return covariances.subarray(component * size, (component + 1) * size);
}

/**
 * What makes the variance of a component 1 in all directions.
 *
 * @returns the inverse of the Cholesky factor, or of the standard deviations; and the logarithm of
 * the determinant of the covariance
 * @throws {TrainingError} when the covariance is not positive definite
 */
export function whiten(mixture: Mixture, component: number) {
  const { cols, full } = mixture;
  const covariance = covarianceOf(mixture, component);
  try {
    if (full) {
      const factor = cholesky(covariance, cols);
      return { inverse: invertLower(factor, cols), logDeterminant: logDeterminant(factor, cols) };
    }
    if (!covariance.every((variance) => variance > 0)) throw new RangeError();
    return {
      inverse: covariance.map((variance) => 1 / Math.sqrt(variance)),
      logDeterminant: covariance.reduce((sum, variance) => sum + Math.log(variance), 0),
    };
  } catch {
    throw new TrainingError(
      `The covariance of component ${component + 1} has no inverse. Raise the regularisation, or ` +
        "take fewer components.",
    );
  }
}

/**
 * Writes a mixture into the constants of the kernels.
 *
 * @throws {TrainingError} when a covariance is not positive definite
 */
export function placeMixture(constants: MixtureConstants, mixture: Mixture): void {
  const { cols, full, weights, means } = mixture;
  const stride = wideStride(cols);
  const { whitening } = constants;
  for (let component = 0; component < weights.length; component++) {
    const { inverse, logDeterminant } = whiten(mixture, component);
    constants.peaks[component] = Math.log(weights[component]) -
      (cols * Math.log(2 * Math.PI) + logDeterminant) / 2;
    for (let i = 0; i < cols; i++) {
      constants.means[component * stride + i] = means[component * cols + i];
      if (!full) {
        whitening[component * stride + i] = inverse[i];
        continue;
      }
      // Rows are multiplied from the left: the map is the inverse transposed.
      for (let j = 0; j < cols; j++) {
        whitening[(component * stride + j) * stride + i] = inverse[i * cols + j];
      }
    }
  }
}
