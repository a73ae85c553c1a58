/**
 * How well points of a plane keep the neighbours that rows have.
 *
 * @module
 */
import type { Rows } from "../../lib/learning/linear_algebra/moments.ts";

/** Shares from 0 to 1; 1 is best. */
export interface ProjectionQuality {
  /**
   * 1 less a penalty for each row among the nearest points that is not among the nearest rows, by
   * its rank (J. Venna, S. Kaski, "Neighborhood Preservation in Nonlinear Projection Methods",
   * ICANN 2001).
   */
  trustworthiness: number;
  /** Share of the nearest rows that are among the nearest points. */
  preservation: number;
}

/**
 * Compares the `k` nearest neighbours of each row with those of its point.
 *
 * @param points x and y of each row
 */
export function projectionQuality(x: Rows, points: Float64Array, k: number): ProjectionQuality {
  const { rows } = x;
  const plane: Rows = { data: Float32Array.from(points), rows, cols: 2 };
  let penalty = 0;
  let kept = 0;
  for (let row = 0; row < rows; row++) {
    const near = byDistance(x, row);
    const ranks = new Uint32Array(rows);
    near.forEach((other, rank) => ranks[other] = rank);
    for (const other of byDistance(plane, row).subarray(1, k + 1)) {
      if (ranks[other] <= k) kept++;
      else penalty += ranks[other] - k;
    }
  }
  return {
    trustworthiness: 1 - 2 * penalty / (rows * k * (2 * rows - 3 * k - 1)),
    preservation: kept / (rows * k),
  };
}

/** All rows, the nearest first; the row itself is the first. */
function byDistance({ data, rows, cols }: Rows, row: number): Uint32Array {
  const squared = new Float64Array(rows);
  for (let other = 0; other < rows; other++) {
    let sum = 0;
    for (let column = 0; column < cols; column++) {
      sum += (data[other * cols + column] - data[row * cols + column]) ** 2;
    }
    squared[other] = sum;
  }
  squared[row] = -1;
  return Uint32Array.from(squared.keys()).sort((a, b) => squared[a] - squared[b]);
}
