/**
 * The cases of the detectors benchmark.
 *
 * @module
 */
import type { DetectorKind } from "../../lib/detectors/detector.ts";
import type { Params } from "../../lib/detectors/params.ts";

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
  estimatorParams: { n_estimators: 100, max_samples: 256 },
  agreement: 0.9,
} as const;

/** All cases, in the order in which they run. */
export const DETECTOR_CASES: DetectorCase[] = [
  { ...forest, name: "iforest-score", unit: "rows/s", fits: false, scores: true },
  { ...forest, name: "iforest-fit", unit: "fits/s", fits: true, scores: false },
];
