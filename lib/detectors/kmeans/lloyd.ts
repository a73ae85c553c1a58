/**
 * Lloyd's algorithm.
 *
 * @module
 */
import type { Rows } from "../../learning/linear_algebra/moments.ts";
import type { CallOptions } from "../../compute/trainer.ts";
import type { Assigner } from "./assigner.ts";

/** Centroids and how well they fit. */
export interface Clustering {
  /** `cols` numbers each, minus the assigner's centre. */
  centroids: Float64Array;
  /** The sum of squared distances of rows to their nearest centroids. */
  inertia: number;
  /** Passes over the rows. */
  iterations: number;
}

/** When to end. */
export interface LloydOptions extends CallOptions {
  maxIterations: number;
  /** The sum of squared moves of all centroids at which they count as settled. */
  tolerance: number;
}

/**
 * Moves each centroid to the mean of the rows that are nearest to it, until they hardly move. One
 * that has no rows goes to a row farthest from its own centroid.
 *
 * Source: S. P. Lloyd, "Least squares quantization in PCM", IEEE Transactions on Information Theory
 * 28 (2), 1982.
 *
 * @param start `cols` numbers each, minus the assigner's centre
 */
export async function lloyd(
  x: Rows,
  assigner: Assigner,
  centre: Float64Array,
  start: Float64Array,
  { maxIterations, tolerance, signal, onProgress }: LloydOptions,
): Promise<Clustering> {
  let centroids = start;
  let iterations = 0;
  while (iterations < maxIterations) {
    assigner.place(centroids);
    const { means, counts } = await assigner.assign(x, { signal });
    if (counts.includes(0)) {
      const { distances } = await assigner.measure(x, { signal });
      relocateEmpty(x, centre, means, counts, distances);
    }
    let moved = 0;
    for (let i = 0; i < means.length; i++) moved += (means[i] - centroids[i]) ** 2;
    centroids = means;
    iterations++;
    onProgress?.(iterations / maxIterations);
    if (moved <= tolerance) break;
  }
  assigner.place(centroids);
  const { inertia } = await assigner.measure(x, { signal });
  return { centroids, inertia, iterations };
}

/** Puts centroids without rows where the farthest rows are. */
function relocateEmpty(
  { data, cols }: Rows,
  centre: Float64Array,
  means: Float64Array,
  counts: Float64Array,
  distances: Float32Array,
): void {
  const taken = new Set<number>();
  counts.forEach((count, group) => {
    if (count > 0) return;
    let farthest = -1;
    for (let row = 0; row < distances.length; row++) {
      if (!taken.has(row) && (farthest < 0 || distances[row] > distances[farthest])) farthest = row;
    }
    if (farthest < 0) return;
    taken.add(farthest);
    for (let j = 0; j < cols; j++) {
      means[group * cols + j] = data[farthest * cols + j] - Math.fround(centre[j]);
    }
  });
}
