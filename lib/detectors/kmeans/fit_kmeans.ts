/**
 * Fits K-Means.
 *
 * @module
 */
import type { Rows } from "../../learning/linear_algebra/moments.ts";
import { createRandom, type Random } from "../../base/random.ts";
import type { CallOptions } from "../../compute/trainer.ts";
import { sampleRows } from "../statistical/sample_rows.ts";
import { Assigner } from "./assigner.ts";
import { chooseClusters, type ClusterCriterion } from "./choose_clusters.ts";
import { type Clustering, lloyd } from "./lloyd.ts";
import { miniBatch } from "./mini_batch.ts";
import { seedCentroids } from "./seed_centroids.ts";

/** Parameters of K-Means. */
export interface KMeansParams {
  /** Number of centroids, or `auto`: the one with the best silhouette. */
  clusters: "auto" | number;
  /** Seedings that are tried. */
  starts: number;
  algorithm: "auto" | "lloyd" | "mini-batch";
  /** Passes over the rows at most. */
  maxIterations: number;
}

/** What a fit finds. */
export interface KMeansFit extends Clustering {
  /** What rows and centroids are measured from. */
  centre: Float64Array;
  /** How numbers of clusters compare, where one was to be chosen. */
  criterion?: ClusterCriterion[];
}

/** Rows on which starts are compared. */
const SAMPLE_ROWS = 16_384;
/** Centroids settle on samples so many times as large as the one before, and on all rows at last. */
const GROWTH = 4;
/** Rows above which `auto` means mini-batches. */
const LLOYD_ROWS = 1_000_000;
/** Squared distance of the mean from 0 that distances bear, against the squared spread of the rows. */
const MOST_OFFSET = 4;
/** Centroids are settled when the sum of their squared moves is this share of a column's variance. */
const TOLERANCE = 1e-4;

/** Fits centroids to rows. */
export async function fitKMeans(
  x: Rows,
  params: KMeansParams,
  seed: number,
  { signal, onProgress }: CallOptions = {},
): Promise<KMeansFit> {
  const random = createRandom(seed);
  const sample = sampleRows(x, SAMPLE_ROWS, random);
  const { centre, variance } = measure(sample);
  const tolerance = TOLERANCE * variance;
  const options = { maxIterations: params.maxIterations, tolerance, signal };
  // What differs by chance from sample to sample need not settle as finely.
  const coarse = { ...options, tolerance: tolerance * x.rows / sample.rows };
  let { clusters } = params;
  let criterion: ClusterCriterion[] | undefined;
  if (clusters === "auto") {
    const fit = (count: number) => bestStart(sample, centre, count, 1, random, coarse);
    ({ clusters, criterion } = await chooseClusters(sample, centre, fit, random, {
      signal,
      onProgress: (part) => onProgress?.(part / 3),
    }));
  }
  const before = criterion ? 1 / 3 : 0;
  const start = await bestStart(sample, centre, clusters, params.starts, random, {
    ...coarse,
    onProgress: (part) => onProgress?.(before + part / 3),
  });
  const middle = before + 1 / 3;
  const report = (part: number) => onProgress?.(middle + (1 - middle) * part);
  if (sample.rows === x.rows) return { ...start, centre, criterion };
  using assigner = await Assigner.create(centre, start.centroids.length / x.cols, x.rows);
  const { algorithm } = params;
  const isLarge = algorithm === "mini-batch" || (algorithm === "auto" && x.rows > LLOYD_ROWS);
  if (isLarge) {
    const { centroids } = start;
    const clustering = await miniBatch(x, assigner, centroids, random, {
      signal,
      onProgress: report,
    });
    return { ...clustering, centre, criterion };
  }
  let { centroids } = start;
  for (let size = GROWTH * SAMPLE_ROWS; size <= x.rows / 2; size *= GROWTH) {
    const larger = sampleRows(x, size, random);
    ({ centroids } = await lloyd(larger, assigner, centre, centroids, {
      ...options,
      tolerance: tolerance * x.rows / size,
    }));
  }
  const clustering = await lloyd(x, assigner, centre, centroids, {
    ...options,
    onProgress: report,
  });
  return { ...clustering, centre, criterion };
}

/** The clustering of the smallest inertia of several starts. */
async function bestStart(
  sample: Rows,
  centre: Float64Array,
  clusters: number,
  starts: number,
  random: Random,
  options: CallOptions & { maxIterations: number; tolerance: number },
): Promise<Clustering> {
  let best: Clustering | undefined;
  for (let start = 0; start < starts; start++) {
    options.signal?.throwIfAborted();
    const seeds = seedCentroids(sample, clusters, random);
    for (let i = 0; i < seeds.length; i++) seeds[i] -= Math.fround(centre[i % sample.cols]);
    using assigner = await Assigner.create(centre, seeds.length / sample.cols, sample.rows);
    const clustering = await lloyd(sample, assigner, centre, seeds, {
      ...options,
      onProgress: undefined,
    });
    if (!best || clustering.inertia < best.inertia) best = clustering;
    options.onProgress?.((start + 1) / starts);
  }
  return best!;
}

/**
 * What to measure rows from: 0 where they lie around it anyway, else their mean, in 32-bit
 * numbers, as the kernels subtract it. And the variance of a column, mean over all.
 */
function measure({ data, rows, cols }: Rows): { centre: Float64Array; variance: number } {
  const centre = new Float64Array(cols);
  let total = 0;
  let offset = 0;
  for (let j = 0; j < cols; j++) {
    let sum = 0;
    for (let i = j; i < data.length; i += cols) sum += data[i];
    const mean = sum / rows;
    for (let i = j; i < data.length; i += cols) total += (data[i] - mean) ** 2;
    centre[j] = Math.fround(mean);
    offset += mean * mean;
  }
  if (offset <= MOST_OFFSET * total / rows) centre.fill(0);
  return { centre, variance: total / (rows * cols) };
}
