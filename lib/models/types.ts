/**
 * Trained models as the HTTP API and the pages show them.
 *
 * @module
 */
import type { MemberFacts } from "../detectors/detector.ts";
import type { Confidence, RunResult } from "../runs/types.ts";
import type { Severity } from "../severity/severity.ts";
import type { MappedColumn } from "../values/columns.ts";
import type { EventKind } from "../values/event_kind.ts";
import type { Notation } from "../values/notation.ts";
import type { FlatRecord } from "../values/flatten.ts";

/** One input of a model, enough to draw a form field for it. */
export type ModelInput =
  | {
    name: string;
    type: "numeric";
    /** Range and centre seen in training. */
    min: number;
    max: number;
    mean: number;
    /** The median of training, or the mean where missing values count as zero. */
    typical: number;
    /** Every training value was a whole number. */
    integer: boolean;
    /** How the training file wrote the numbers; absent for plain decimals. */
    notation?: Notation;
    /** A record may say nothing of the feature. */
    optional?: boolean;
  }
  | {
    name: string;
    type: "categorical";
    /** Categories seen in training, most frequent first. */
    categories: string[];
    /** How the training file wrote its categories, where these are numbers in some notation. */
    notation?: Notation;
    /** A record may say nothing of the feature. */
    optional?: boolean;
  };

/** A trained model as lists show it. */
export interface ModelSummary extends RunResult {
  id: string;
  run: string;
  runName: string;
  createdAt: string;
  seed: number;
  features: string[];
  /** What kind of records it was trained on, where a key names it. */
  recordKind?: EventKind;
}

/** A record to predict: values by feature name. */
export type InputRecord = FlatRecord;

/** The part one feature has in a score. */
export interface FeatureContribution {
  feature: string;
  value: string | number | null;
  /** Positive: raised the score. */
  weight: number;
}

/** A verdict on one record. */
export interface Prediction {
  score: number;
  threshold: number;
  anomaly: boolean;
  /** How rare the score is among normal records; `null` for models saved by an older Netsift. */
  severity: Severity | null;
  /** By size of weight, largest first. */
  contributions: FeatureContribution[];
  /** What each member of a hybrid says; absent for other detectors. */
  members?: (MemberFacts & { anomaly: boolean })[];
  /** How far the members of a hybrid agree; `null` where none flags the record. */
  confidence?: Confidence | null;
  /** Features that were read from values whose names differ in case or punctuation. */
  mapped?: MappedColumn[];
  /**
   * Features whose value is missing or infinite and was replaced as the policy of their column says,
   * and features of words without one that training never lacked.
   */
  filled?: string[];
}
