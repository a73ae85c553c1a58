/**
 * A sample of a run's test rows as points of a plane.
 *
 * @module
 */

/** How rows become points. */
export const PROJECTION_METHODS = ["pca", "t-sne"] as const;

/** How rows become points. */
export type ProjectionMethod = typeof PROJECTION_METHODS[number];

/** What a projection may be asked for, and what it is unless it is asked for. */
export const PROJECTION_LIMITS = {
  sample: { least: 100, most: 5000, initial: 2000 },
  perplexity: { least: 5, most: 100, initial: 30 },
} as const;

/** A projection as it was asked for, defaults filled in. */
export interface ProjectionRequest {
  method: ProjectionMethod;
  /** Rows to draw. */
  sample: number;
  seed: number;
  /** How many neighbours a row has, in effect; for t-SNE only. */
  perplexity?: number;
}

/** What a projection is doing right now. */
export interface ProjectionProgress {
  /** Such as "Reading records". */
  phase: string;
  /** 0 to 1. */
  fraction: number;
  /** Estimated seconds to the end; absent until there is a basis for one. */
  etaSeconds?: number;
}

/** A column of the records that were drawn; a missing value is `null`. */
export type ProjectedColumn =
  | { name: string; type: "numeric"; values: (number | null)[] }
  | { name: string; type: "categorical"; categories: string[]; codes: (number | null)[] };

/** The points of a projection and what they stand for; lists have an entry for each point. */
export interface ProjectedRows {
  x: number[];
  y: number[];
  /** Place among the test rows, counted from 0. */
  positions: number[];
  /** Row numbers in the test dataset, counted from 1, as in `scores.csv`. */
  rows: number[];
  /** Test rows with the same features and label, the row itself counted. */
  copies: number[];
  /** Indices into `names`; `null` without labels. */
  labels: { codes: number[]; names: string[] } | null;
  /** The features that the models go by. */
  columns: ProjectedColumn[];
  testRows: number;
  /** Test rows that differ in a feature or the label; the sample is drawn from them. */
  distinctRows: number;
  /** Shares of the variance along x and along y; for PCA only. */
  variance?: [number, number];
  /** The perplexity that the number of rows allowed; for t-SNE only. */
  perplexity?: number;
}

/** What one model says about the points. */
export interface ProjectedScores {
  model: string;
  scores: number[];
  /** 1 where the model's present threshold flags the row. */
  flagged: number[];
}

/** A projection as the HTTP API and the page show it. */
export interface Projection {
  request: ProjectionRequest;
  status: "queued" | "running" | "done" | "failed";
  progress: ProjectionProgress | null;
  error: string | null;
  /** When it is done. */
  points?: ProjectedRows & {
    /** Whether each of the label names is an attack; empty without labels. */
    attack: boolean[];
    models: ProjectedScores[];
  };
}
