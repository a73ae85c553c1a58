/**
 * How many clusters there are.
 *
 * @module
 */
import type { Rows } from "../../learning/linear_algebra/moments.ts";
import type { Random } from "../../base/random.ts";
import type { CallOptions } from "../../compute/trainer.ts";
import { sampleRows } from "../statistical/sample_rows.ts";
import { Assigner } from "./assigner.ts";
import type { Clustering } from "./lloyd.ts";
import { meanSilhouette, pairwiseDistances } from "./silhouette.ts";

/** What speaks for a number of clusters. */
export interface ClusterCriterion {
  clusters: number;
  /** Mean silhouette, -1 to 1; higher is better. */
  silhouette: number;
  /** The sum of squared distances on the sample, always smaller for more clusters. */
  inertia: number;
}

const FEWEST = 2;
const MOST = 16;
/** Rows whose silhouettes are taken. */
const SILHOUETTE_ROWS = 1500;

/**
 * Tries numbers of clusters.
 *
 * @param fit clusters the sample
 * @returns the number of the highest silhouette, the smaller of equally good ones, and all values;
 * 1 where all rows are the same
 */
export async function chooseClusters(
  sample: Rows,
  centre: Float64Array,
  fit: (clusters: number) => Promise<Clustering>,
  random: Random,
  { signal, onProgress }: CallOptions,
): Promise<{ clusters: number; criterion: ClusterCriterion[] }> {
  const few = sampleRows(sample, SILHOUETTE_ROWS, random);
  const distances = pairwiseDistances(few);
  const criterion: ClusterCriterion[] = [];
  for (let clusters = FEWEST; clusters <= Math.min(MOST, sample.rows - 1); clusters++) {
    signal?.throwIfAborted();
    const { centroids, inertia } = await fit(clusters);
    const found = centroids.length / sample.cols;
    if (found < clusters) break;
    using assigner = await Assigner.create(centre, found, few.rows);
    assigner.place(centroids);
    const silhouette = meanSilhouette(distances, await assigner.nearest(few));
    criterion.push({ clusters, silhouette, inertia });
    onProgress?.((clusters - FEWEST + 1) / (MOST - FEWEST + 1));
  }
  const best = criterion.reduce<ClusterCriterion | null>(
    (best, each) => best && best.silhouette >= each.silhouette ? best : each,
    null,
  );
  return { clusters: best?.clusters ?? 1, criterion };
}
