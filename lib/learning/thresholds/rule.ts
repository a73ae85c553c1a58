/**
 * The rules that turn scores into decisions, as the HTTP API names them.
 *
 * @module
 */

/** A record is an anomaly when its score is greater than the threshold that the rule gives. */
export type ThresholdRule =
  /** The `q` quantile of the scores of held-out normal training rows, 0 < q < 1. */
  | { rule: "quantile"; q: number }
  /** A fixed score, such as the 0.5 that the Isolation Forest paper derives. */
  | { rule: "fixed"; value: number }
  /** Flags this share of the test rows, whatever they are. */
  | { rule: "contamination"; share: number }
  /** Median plus `k` robust standard deviations of the held-out scores. */
  | { rule: "mad"; k: number }
  /** Third quartile plus `k` interquartile ranges of the held-out scores. */
  | { rule: "iqr"; k: number }
  /** The score that a share `risk` of normal rows exceeds, by the tail above the `level` quantile. */
  | { rule: "peaks-over-threshold"; risk: number; level: number }
  /** At most this share of held-out normal rows is flagged; `confidence` is that of its interval. */
  | { rule: "false-positive-rate"; rate: number; confidence: number }
  /** The largest F1 on the test rows; uses their labels. */
  | { rule: "best-f1" }
  /** The largest recall minus false-positive rate on the test rows; uses their labels. */
  | { rule: "youden" }
  /** The `q` quantile of the latest `window` rows, reset after `resetAfter` rows of drift. */
  | { rule: "adaptive"; q: number; window: number; resetAfter: number };

/** The name of a rule in the HTTP API. */
export type RuleName = ThresholdRule["rule"];

/** The rule of one name. */
export type RuleOf<Name extends RuleName> = Extract<ThresholdRule, { rule: Name }>;

/** What a rule has found. */
export interface Threshold {
  /**
   * A record is an anomaly when its score is greater. For a rule that moves along the records: the
   * threshold after the last of them.
   */
  value: number;
  /** The false-positive rate to expect of normal traffic like the held-out rows. */
  falsePositiveRate?: RateInterval;
}

/** An estimated share with its confidence interval. */
export interface RateInterval {
  /** Rows counted over rows there are. */
  estimate: number;
  low: number;
  high: number;
  /** Probability that such an interval covers the true share, such as 0.95. */
  confidence: number;
}

/** The rule where neither the person nor the detector asks for another. */
export const DEFAULT_THRESHOLD: ThresholdRule = { rule: "quantile", q: 0.95 };
