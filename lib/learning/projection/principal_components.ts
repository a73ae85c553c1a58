import { momentsOf, type Rows } from "../linear_algebra/moments.ts";
import { symmetricEigen } from "../linear_algebra/symmetric_eigen.ts";

/** Rows in the directions along which they vary most. */
export interface PrincipalComponents {
  /** A column for each direction, most variance first. */
  scores: Rows;
  /** The share of the whole variance that lies along each direction; 0 where there is none. */
  shares: number[];
}

/**
 * Principal component analysis: rows measured along the orthogonal directions of most variance.
 *
 * @param x in shared memory
 * @param count how many directions; fewer where `x` has fewer columns
 */
export async function principalComponents(x: Rows, count: number): Promise<PrincipalComponents> {
  const { data, rows, cols } = x;
  const { mean, covariance } = await momentsOf(x);
  const { values, vectors } = symmetricEigen(covariance, cols);
  const outputs = Math.min(count, cols);
  const scores = new Float32Array(rows * outputs);
  const centred = new Float64Array(cols);
  for (let row = 0; row < rows; row++) {
    for (let j = 0; j < cols; j++) centred[j] = data[row * cols + j] - mean[j];
    for (let output = 0; output < outputs; output++) {
      let sum = 0;
      const direction = output * cols;
      for (let j = 0; j < cols; j++) sum += vectors[direction + j] * centred[j];
      scores[row * outputs + output] = sum;
    }
  }
  const total = values.reduce((sum, value) => sum + Math.max(0, value), 0);
  return {
    scores: { data: scores, rows, cols: outputs },
    shares: Array.from(
      values.subarray(0, outputs),
      (value) => total > 0 ? Math.max(0, value) / total : 0,
    ),
  };
}
