/**
 * How well clusters are set apart.
 *
 * @module
 */
import type { Rows } from "../../learning/linear_algebra/moments.ts";

/** The distance of each row to each other, `rows * rows` numbers. */
export function pairwiseDistances({ data, rows, cols }: Rows): Float32Array {
  const distances = new Float32Array(rows * rows);
  for (let a = 0; a < rows; a++) {
    for (let b = 0; b < a; b++) {
      let square = 0;
      for (let j = 0; j < cols; j++) {
        const difference = data[a * cols + j] - data[b * cols + j];
        square += difference * difference;
      }
      distances[a * rows + b] = distances[b * rows + a] = Math.sqrt(square);
    }
  }
  return distances;
}

/**
 * The mean silhouette of rows: of a row it is (b - a) / max(a, b), where a is its mean distance to
 * the others of its cluster and b to those of the nearest other cluster; 0 for a row alone in its
 * cluster. Near 1: clusters are compact and far apart. About 0: they touch.
 *
 * Source: P. J. Rousseeuw, "Silhouettes: A graphical aid to the interpretation and validation of
 * cluster analysis", Journal of Computational and Applied Mathematics 20, 1987.
 *
 * @param distances as {@linkcode pairwiseDistances} gives them
 * @param labels the cluster of each row, from 0
 * @returns 0 when there is but one cluster
 */
export function meanSilhouette(distances: Float32Array, labels: Int32Array): number {
  const rows = labels.length;
  const counts = new Float64Array(labels.reduce((most, label) => Math.max(most, label), 0) + 1);
  for (const label of labels) counts[label]++;
  const sums = new Float64Array(counts.length);
  let total = 0;
  for (let row = 0; row < rows; row++) {
    sums.fill(0);
    for (let other = 0; other < rows; other++) sums[labels[other]] += distances[row * rows + other];
    const own = labels[row];
    if (counts[own] === 1) continue;
    const within = sums[own] / (counts[own] - 1);
    let beside = Infinity;
    for (let label = 0; label < counts.length; label++) {
      if (label !== own && counts[label] > 0) {
        beside = Math.min(beside, sums[label] / counts[label]);
      }
    }
    const larger = Math.max(within, beside);
    if (Number.isFinite(beside) && larger > 0) total += (beside - within) / larger;
  }
  return total / rows;
}
