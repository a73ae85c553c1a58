/**
 * What would make a record normal, as the HTTP API and the pages show it.
 *
 * @module
 */

/** Another value of a feature, and the score of the record with it. */
export interface TriedValue {
  to: string | number;
  score: number;
}

/** What another value of one feature would do, all other features as they are. */
export interface FeatureChange {
  feature: string;
  /** The value of the record; `null` where it is missing. */
  value: string | number | null;
  /** The smallest change found that brings the score to the threshold or below; `null` where there is none. */
  change: TriedValue | null;
  /** That change as a share of the training range; `null` for categories. */
  size: number | null;
  /** The lowest score that any value gave; `null` where training had no other value. */
  lowest: TriedValue | null;
  /** How many values were tried. */
  tried: number;
}

/** What would make a record normal, one feature at a time. */
export interface Counterfactuals {
  score: number;
  threshold: number;
  anomaly: boolean;
  /** Smallest changes first, then features by no change of which it becomes normal. */
  features: FeatureChange[];
}
