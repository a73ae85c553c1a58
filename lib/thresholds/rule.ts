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
  | { rule: "fixed"; value: number };

/** The rule where neither the person nor the detector asks for another. */
export const DEFAULT_THRESHOLD: ThresholdRule = { rule: "quantile", q: 0.95 };
