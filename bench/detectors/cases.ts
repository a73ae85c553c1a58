/**
 * The cases of the detectors benchmark.
 *
 * @module
 */
import type { DetectorKind } from "../../lib/detectors/detector.ts";
import type { Params } from "../../lib/learning/params.ts";

/** A detector and its like in scikit-learn, on the same rows. */
export interface DetectorCase {
  name: string;
  unit: "rows/s" | "fits/s";
  /** What a turn is made of. */
  fits: boolean;
  scores: boolean;
  /** All rows; a turn scores them all. */
  rows: number;
  /** Rows of the fit, from the first. */
  trainRows: number;
  cols: number;
  kind: DetectorKind;
  params: Params;
  /** Of `ESTIMATORS` in `peers/sklearn_peer.py`. */
  estimator: string;
  /** As the estimator takes them. */
  estimatorParams: Record<string, unknown>;
  /** Rank correlation of both sides' scores that shows that they do the same. */
  agreement: number;
}

/** As many as KDD'99 `corrected` has, and normal ones among its 10% training file. */
const ROWS = 311_029;
const NORMAL_ROWS = 97_278;
const COLS = 36;

const forest = {
  rows: ROWS,
  trainRows: NORMAL_ROWS,
  cols: COLS,
  kind: "isolation-forest",
  params: { trees: 100, subsampleSize: 256 },
  estimator: "IsolationForest",
  estimatorParams: { n_estimators: 100, max_samples: 256, random_state: 1 },
  agreement: 0.9,
} as const;

/** All rows are fitted and scored. */
const whole = {
  unit: "rows/s",
  fits: true,
  scores: true,
  rows: ROWS,
  trainRows: ROWS,
  cols: COLS,
} as const;

/** All cases, in the order in which they run. */
export const DETECTOR_CASES: DetectorCase[] = [
  { ...forest, name: "iforest-score", unit: "rows/s", fits: false, scores: true },
  { ...forest, name: "iforest-fit", unit: "fits/s", fits: true, scores: false },
  {
    ...whole,
    name: "kmeans",
    kind: "kmeans",
    // As many starts on both sides; ours compares them on a sample, with the same tolerance at the end.
    params: { clusters: 8, starts: 3, algorithm: "lloyd" },
    estimator: "KMeans",
    estimatorParams: { n_clusters: 8, n_init: 3, random_state: 1 },
    // From different starts, K-Means comes to rest at different centres.
    agreement: 0.7,
  },
  {
    ...whole,
    name: "gmm",
    kind: "gmm",
    params: { components: 4, maxIterations: 5 },
    estimator: "GaussianMixture",
    estimatorParams: { n_components: 4, max_iter: 5, random_state: 1 },
    agreement: 0.8,
  },
  {
    ...whole,
    name: "pca",
    kind: "pca",
    params: { variance: 0.95 },
    estimator: "PCA",
    estimatorParams: { n_components: 0.95, svd_solver: "full" },
    agreement: 0.99,
  },
  {
    name: "knn",
    unit: "rows/s",
    fits: false,
    scores: true,
    rows: 20_000,
    trainRows: 20_000,
    cols: COLS,
    kind: "knn",
    params: { neighbours: 10, referenceSize: 20_000 },
    estimator: "NearestNeighbors",
    // Trees are slower on these rows.
    estimatorParams: { n_neighbors: 10, algorithm: "brute" },
    agreement: 0.9999,
  },
];
