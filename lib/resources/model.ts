/**
 * Trained models as the HTTP API and the pages show them.
 *
 * @module
 */
import type { FeatureContribution } from "../learning/features/input.ts";
import type { MemberFacts } from "../detectors/detector.ts";
import type { Confidence, RunResult } from "./run.ts";
import type { Severity } from "../learning/severity/severity.ts";
import type { ContextOptions } from "../learning/context/context_options.ts";
import type { MappedColumn } from "../values/columns.ts";
import type { EventKind } from "../values/event_kind.ts";

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
  /** Which connections around a record are features of it, where any are. */
  contextFeatures?: ContextOptions;
}

/** Whether a model can score a dataset. */
export interface ModelFit {
  /** Its id. */
  model: string;
  kind: RunResult["kind"];
  runName: string;
  fits: boolean;
  /** Why not, in a sentence; `null` where it fits. */
  reason: string | null;
  /** Features that the dataset does not have. */
  missing: string[];
  /** Features that are read from columns of other names. */
  mapped: MappedColumn[];
  /** Context features that are computed from the records. */
  computed: string[];
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
  /** Features that were read from values of other names. */
  mapped?: MappedColumn[];
  /**
   * Features whose value is missing or infinite and was replaced as the policy of their column says,
   * and features of words without one that training never lacked.
   */
  filled?: string[];
}
