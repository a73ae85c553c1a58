/**
 * K-Means on small random batches, for data too large for many passes.
 *
 * @module
 */
import type { Rows } from "../../learning/linear_algebra/moments.ts";
import type { Random } from "../../base/random.ts";
import { sharedArray } from "../../compute/rows/pool.ts";
import type { CallOptions } from "../../compute/trainer.ts";
import type { Assigner } from "./assigner.ts";
import type { Clustering } from "./lloyd.ts";

/** Rows of a batch. */
const BATCH_ROWS = 8192;
const MOST_BATCHES = 500;
/** Batches without a smaller mean distance after which centroids count as settled. */
const PATIENCE = 10;
/** Weight of the past in the running mean of distances. */
const PAST = 0.9;

/**
 * Moves centroids a little with each random batch: towards the mean of the batch's rows that are
 * nearest, by the share that these rows have among all that the centroid has had so far.
 *
 * Source: D. Sculley, "Web-Scale K-Means Clustering", WWW 2010.
 *
 * @param start `cols` numbers each, minus the assigner's centre
 */
export async function miniBatch(
  x: Rows,
  assigner: Assigner,
  start: Float64Array,
  random: Random,
  { signal, onProgress }: CallOptions,
): Promise<Clustering> {
  const { rows, cols } = x;
  const batch = { data: sharedArray(Float32Array, BATCH_ROWS * cols), rows: BATCH_ROWS, cols };
  const centroids = start.slice();
  const seen = new Float64Array(start.length / cols);
  let running = NaN;
  let best = Infinity;
  let waited = 0;
  let iterations = 0;
  while (iterations < MOST_BATCHES && waited < PATIENCE) {
    for (let i = 0; i < BATCH_ROWS; i++) {
      const from = random.integer(rows) * cols;
      batch.data.set(x.data.subarray(from, from + cols), i * cols);
    }
    assigner.place(centroids);
    const { means, counts } = await assigner.assign(batch, { signal });
    const { inertia } = await assigner.measure(batch, { signal });
    counts.forEach((count, group) => {
      if (count === 0) return;
      seen[group] += count;
      const share = count / seen[group];
      for (let i = group * cols; i < (group + 1) * cols; i++) {
        centroids[i] += share * (means[i] - centroids[i]);
      }
    });
    running = Number.isNaN(running) ? inertia : PAST * running + (1 - PAST) * inertia;
    waited = running < best ? 0 : waited + 1;
    best = Math.min(best, running);
    iterations++;
    onProgress?.(iterations / MOST_BATCHES);
  }
  assigner.place(centroids);
  const { inertia } = await assigner.measure(x, { signal });
  return { centroids, inertia, iterations };
}
