/**
 * What scikit-learn 1.2.1 says about scores: computed once, checked in as numbers. `null` where it
 * warns, refuses or divides zero by zero: with one class, or with nothing to divide by.
 *
 * @module
 */
import type { Confusion } from "./types.ts";

/** The metrics of one set of scores. */
export interface ReferenceFigures {
  name: string;
  /** Rows that score higher are flagged. */
  threshold: number;
  /** `roc_auc_score` */
  rocAuc: number | null;
  /** `average_precision_score` */
  averagePrecision: number | null;
  confusion: Confusion;
  accuracy: number | null;
  precision: number | null;
  recall: number | null;
  f1: number | null;
  /** `balanced_accuracy_score` */
  balancedAccuracy: number | null;
  /** `matthews_corrcoef` */
  matthews: number | null;
}

/** Scores that `generatedRows` of `testing.ts` makes, as the Python reference did. */
export interface GeneratedCase extends ReferenceFigures {
  seed: number;
  rows: number;
  /** Scores lie on 2 to the power of `bits` levels. */
  bits: number;
  /** Share of the attacks, roughly. */
  share: number;
  /** How many the generator must give. */
  attacks: number;
}

/** Scores written out. */
export interface ListedCase extends ReferenceFigures {
  scores: number[];
  truth: number[];
}

export const GENERATED: GeneratedCase[] = [{
  "name": "continuous",
  "seed": 11,
  "rows": 2000,
  "bits": 24,
  "share": 0.3,
  "threshold": 1.5,
  "attacks": 591,
  "rocAuc": 0.5945667145819898,
  "averagePrecision": 0.38250441011107256,
  "confusion": { "tn": 1029, "fp": 380, "fn": 347, "tp": 244 },
  "accuracy": 0.6365,
  "precision": 0.391025641025641,
  "recall": 0.4128595600676819,
  "f1": 0.40164609053497946,
  "balancedAccuracy": 0.5715823705235499,
  "matthews": 0.14098853481339774,
}, {
  "name": "few levels",
  "seed": 12,
  "rows": 2000,
  "bits": 3,
  "share": 0.3,
  "threshold": 1.5,
  "attacks": 573,
  "rocAuc": 0.616233790852311,
  "averagePrecision": 0.36025428231539014,
  "confusion": { "tn": 1117, "fp": 310, "fn": 380, "tp": 193 },
  "accuracy": 0.655,
  "precision": 0.3836978131212724,
  "recall": 0.3368237347294939,
  "f1": 0.3587360594795539,
  "balancedAccuracy": 0.5597923859351744,
  "matthews": 0.12461498920920425,
}, {
  "name": "two levels",
  "seed": 13,
  "rows": 500,
  "bits": 1,
  "share": 0.5,
  "threshold": -1,
  "attacks": 244,
  "rocAuc": 0.5974321209016393,
  "averagePrecision": 0.5469361554956076,
  "confusion": { "tn": 159, "fp": 97, "fn": 104, "tp": 140 },
  "accuracy": 0.598,
  "precision": 0.5907172995780591,
  "recall": 0.5737704918032787,
  "f1": 0.5821205821205822,
  "balancedAccuracy": 0.5974321209016393,
  "matthews": 0.1950720287286646,
}, {
  "name": "constant, two classes",
  "seed": 14,
  "rows": 300,
  "bits": 0,
  "share": 0.4,
  "threshold": -4,
  "attacks": 134,
  "rocAuc": 0.5,
  "averagePrecision": 0.44666666666666666,
  "confusion": { "tn": 166, "fp": 0, "fn": 134, "tp": 0 },
  "accuracy": 0.5533333333333333,
  "precision": null,
  "recall": 0.0,
  "f1": 0.0,
  "balancedAccuracy": 0.5,
  "matthews": null,
}, {
  "name": "rare attacks",
  "seed": 15,
  "rows": 5000,
  "bits": 24,
  "share": 0.004,
  "threshold": 3,
  "attacks": 17,
  "rocAuc": 0.6393502614772579,
  "averagePrecision": 0.005286575348522389,
  "confusion": { "tn": 4377, "fp": 606, "fn": 16, "tp": 1 },
  "accuracy": 0.8756,
  "precision": 0.0016474464579901153,
  "recall": 0.058823529411764705,
  "f1": 0.0032051282051282055,
  "balancedAccuracy": 0.46860502177993413,
  "matthews": -0.011191418564680233,
}, {
  "name": "nearly all attacks",
  "seed": 16,
  "rows": 3000,
  "bits": 24,
  "share": 0.97,
  "threshold": 0,
  "attacks": 2582,
  "rocAuc": 0.8796508029456784,
  "averagePrecision": 0.9799487616045901,
  "confusion": { "tn": 416, "fp": 2, "fn": 1075, "tp": 1507 },
  "accuracy": 0.641,
  "precision": 0.998674618952949,
  "recall": 0.5836560805577072,
  "f1": 0.7367391835736983,
  "balancedAccuracy": 0.789435695781246,
  "matthews": 0.4009266313876337,
}, {
  "name": "nothing flagged",
  "seed": 17,
  "rows": 400,
  "bits": 8,
  "share": 0.3,
  "threshold": 100,
  "attacks": 129,
  "rocAuc": 0.5755885465831403,
  "averagePrecision": 0.3780251723373864,
  "confusion": { "tn": 271, "fp": 0, "fn": 129, "tp": 0 },
  "accuracy": 0.6775,
  "precision": null,
  "recall": 0.0,
  "f1": 0.0,
  "balancedAccuracy": 0.5,
  "matthews": null,
}, {
  "name": "all flagged",
  "seed": 18,
  "rows": 400,
  "bits": 8,
  "share": 0.3,
  "threshold": -100,
  "attacks": 108,
  "rocAuc": 0.571410451547438,
  "averagePrecision": 0.3197802802919891,
  "confusion": { "tn": 0, "fp": 292, "fn": 0, "tp": 108 },
  "accuracy": 0.27,
  "precision": 0.27,
  "recall": 1.0,
  "f1": 0.4251968503937008,
  "balancedAccuracy": 0.5,
  "matthews": null,
}, {
  "name": "no attacks",
  "seed": 19,
  "rows": 300,
  "bits": 24,
  "share": 0,
  "threshold": 1,
  "attacks": 0,
  "rocAuc": null,
  "averagePrecision": null,
  "confusion": { "tn": 186, "fp": 114, "fn": 0, "tp": 0 },
  "accuracy": 0.62,
  "precision": 0.0,
  "recall": null,
  "f1": 0.0,
  "balancedAccuracy": null,
  "matthews": null,
}, {
  "name": "attacks alone",
  "seed": 20,
  "rows": 300,
  "bits": 24,
  "share": 3,
  "threshold": 1,
  "attacks": 300,
  "rocAuc": null,
  "averagePrecision": null,
  "confusion": { "tn": 0, "fp": 0, "fn": 187, "tp": 113 },
  "accuracy": 0.37666666666666665,
  "precision": 1.0,
  "recall": 0.37666666666666665,
  "f1": 0.5472154963680387,
  "balancedAccuracy": null,
  "matthews": null,
}];

export const LISTED: ListedCase[] = [{
  "name": "perfect order",
  "scores": [-1, 0, 1, 2],
  "truth": [0, 0, 1, 1],
  "threshold": 0.5,
  "rocAuc": 1.0,
  "averagePrecision": 1.0,
  "confusion": { "tn": 2, "fp": 0, "fn": 0, "tp": 2 },
  "accuracy": 1.0,
  "precision": 1.0,
  "recall": 1.0,
  "f1": 1.0,
  "balancedAccuracy": 1.0,
  "matthews": 1.0,
}, {
  "name": "reversed order",
  "scores": [2, 1, 0, -1],
  "truth": [0, 0, 1, 1],
  "threshold": 0.5,
  "rocAuc": 0.0,
  "averagePrecision": 0.41666666666666663,
  "confusion": { "tn": 0, "fp": 2, "fn": 2, "tp": 0 },
  "accuracy": 0.0,
  "precision": 0.0,
  "recall": 0.0,
  "f1": 0.0,
  "balancedAccuracy": 0.0,
  "matthews": -1.0,
}, {
  "name": "one of each, tied",
  "scores": [5, 5],
  "truth": [0, 1],
  "threshold": 5,
  "rocAuc": 0.5,
  "averagePrecision": 0.5,
  "confusion": { "tn": 1, "fp": 0, "fn": 1, "tp": 0 },
  "accuracy": 0.5,
  "precision": null,
  "recall": 0.0,
  "f1": 0.0,
  "balancedAccuracy": 0.5,
  "matthews": null,
}, {
  "name": "one of each",
  "scores": [1, 2],
  "truth": [1, 0],
  "threshold": 1,
  "rocAuc": 0.0,
  "averagePrecision": 0.5,
  "confusion": { "tn": 0, "fp": 1, "fn": 1, "tp": 0 },
  "accuracy": 0.0,
  "precision": 0.0,
  "recall": 0.0,
  "f1": 0.0,
  "balancedAccuracy": 0.0,
  "matthews": -1.0,
}, {
  "name": "subnormal steps",
  "scores": [1e-45, 3e-45, 1e-45, 0, 7e-45, 4e-45],
  "truth": [0, 1, 1, 0, 1, 0],
  "threshold": 1e-45,
  "rocAuc": 0.7222222222222222,
  "averagePrecision": 0.7555555555555555,
  "confusion": { "tn": 2, "fp": 1, "fn": 1, "tp": 2 },
  "accuracy": 0.6666666666666666,
  "precision": 0.6666666666666666,
  "recall": 0.6666666666666666,
  "f1": 0.6666666666666666,
  "balancedAccuracy": 0.6666666666666666,
  "matthews": 0.3333333333333333,
}, {
  "name": "huge and tiny",
  "scores": [3e+38, -3e+38, 1e-38, -1e-38, 0, 3e+38],
  "truth": [1, 0, 0, 1, 0, 0],
  "threshold": 0,
  "rocAuc": 0.5625,
  "averagePrecision": 0.45,
  "confusion": { "tn": 2, "fp": 2, "fn": 1, "tp": 1 },
  "accuracy": 0.5,
  "precision": 0.3333333333333333,
  "recall": 0.5,
  "f1": 0.4,
  "balancedAccuracy": 0.5,
  "matthews": 0.0,
}, {
  "name": "both zeros",
  "scores": [0.0, -0.0, 0.0, 1],
  "truth": [1, 0, 0, 1],
  "threshold": 0,
  "rocAuc": 0.75,
  "averagePrecision": 0.75,
  "confusion": { "tn": 2, "fp": 0, "fn": 1, "tp": 1 },
  "accuracy": 0.75,
  "precision": 1.0,
  "recall": 0.5,
  "f1": 0.6666666666666666,
  "balancedAccuracy": 0.75,
  "matthews": 0.5773502691896258,
}];
