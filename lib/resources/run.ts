/**
 * A training run as the HTTP API and the pages show it.
 *
 * @module
 */
import type { CountCriterion, FlaggedRows, RunMetrics } from "../learning/metrics/types.ts";
import type { DetectorKind, MemberFacts } from "../detectors/detector.ts";
import type { EncodingKind } from "../learning/features/encodings.ts";
import type {
  ColumnFilters,
  ColumnOptions,
  DroppedColumn,
  RareCategories,
} from "../learning/features/options.ts";
import type { ScalingChoice, ScalingKind } from "../learning/features/scaling/scaler.ts";
import type { EngineFacts } from "../compute/trainer.ts";
import type { Threshold, ThresholdRule } from "../learning/thresholds/rule.ts";
import type { EventKind } from "../values/event_kind.ts";

/** Where a run stands. */
export type RunStatus = "queued" | "running" | "done" | "failed" | "cancelled" | "interrupted";

/** A run as it was asked for, defaults filled in. */
export interface RunRequest {
  name: string;
  /** Id of the dataset to train on. */
  train: string;
  /** Id of the dataset to test on; exactly one of `test` and `split` is there. */
  test?: string;
  /** Share of the rows of `train` that are set aside for the test, 0 < test < 1. */
  split?: { test: number };
  features: "all" | string[];
  encoding: EncodingKind;
  /** How numeric columns are scaled. */
  scaling: ScalingChoice;
  /** Features that are treated otherwise, by name. */
  columns?: Record<string, ColumnOptions>;
  /** Which categories share a one-hot column; absent: those beyond the most frequent 500 only. */
  rareCategories?: RareCategories;
  /** Which matrix columns are left out; absent: none. */
  filters?: ColumnFilters;
  /** Keep the first of the rows with equal features and label, in train and in test, before any split. */
  dropDuplicates: boolean;
  /**
   * Column whose values tell the sequences apart, such as a host's address, for detectors that look
   * at the rows before a row; absent: all rows, in file order, are one sequence.
   */
  sequenceBy?: string;
  /** Of the models that are kept. */
  seed: number;
  /** All seeds that every detector is trained with, `seed` first; absent: only `seed`. */
  seeds?: number[];
  detectors: DetectorRequest[];
}

/** One detector of a run. */
export interface DetectorRequest {
  kind: DetectorKind;
  params: Record<string, unknown>;
  threshold: ThresholdRule;
}

/** What a run is doing right now. */
export interface RunProgress {
  /** Such as "Reading data" or "Training". */
  phase: string;
  /** Share of the whole run, 0 to 1. */
  fraction: number;
  /** The detector at work. */
  kind?: DetectorKind;
  /** Its index in the request. */
  detector?: number;
  epoch?: number;
  epochs?: number;
  loss?: number;
  validationLoss?: number;
  /** Losses of the epochs so far, in runs that are asked for singly; events bring them one by one. */
  losses?: DetectorLosses[];
  /** Estimated seconds to the end; absent until there is a basis for one. */
  etaSeconds?: number;
}

/** The losses of one detector's epochs so far. */
export interface DetectorLosses {
  kind: DetectorKind;
  /** Its index in the request. */
  detector: number;
  /** Of epoch 1, 2 and so on. */
  train: number[];
  /** Empty where the detector sets no rows aside. */
  validation: number[];
}

/** One trained model of a run. */
export interface RunResult {
  /** Id of the model. */
  model: string;
  kind: DetectorKind;
  params: Record<string, unknown>;
  threshold: ThresholdRule & Threshold;
  /** Rows that the detector was fitted on. */
  trainedRows: number;
  /** Attacks among `trainedRows`; absent: it learnt from normal rows only. */
  trainedAttacks?: number;
  /** Rows before a row, in its sequence, that its score depends on; absent: none. */
  context?: number;
  /** What the detector computed with; for neural ones only. */
  engine?: EngineFacts;
  /** Held-out normal rows, for thresholds and severity. */
  heldOutRows: number;
  testRows: number;
  /** Test rows that the threshold flags. */
  flaggedRows: number;
  fitMs: number;
  scoreMs: number;
  metrics: RunMetrics;
  perClass: { label: string; attack: boolean; rows: number; flagged: number }[];
  /** What the members of a hybrid say of the test rows; absent for other detectors. */
  agreement?: Agreement;
  /** The same training with each further seed of the request; absent where there is none. */
  repeats?: SeedResult[];
  /** What a reader should know about this model, in sentences; absent: nothing. */
  warnings?: string[];
  /** Further seeds with which it could not be trained or tested; absent: none. */
  failedSeeds?: { seed: number; error: string }[];
}

/** A detector of a run that could not be trained or tested; the others went on. */
export interface DetectorFailure {
  /** Its index in the request. */
  detector: number;
  /** Why, in a sentence. */
  error: string;
}

/** What a training with another seed came to; its model is not kept. */
export interface SeedResult
  extends Pick<RunResult, "testRows" | "flaggedRows" | "fitMs" | "scoreMs" | "metrics"> {
  seed: number;
  /** Value of the threshold that the rule found. */
  threshold: number;
}

/** What the members of a hybrid say of the test rows, together and alone. */
export interface Agreement {
  /** In the order of the request; `alone`: rows that this member flags and no other. */
  members: (MemberFacts & FlaggedRows & { alone: number })[];
  /** Rows that every member flags. */
  all: FlaggedRows;
  /** Rows that at least one member flags. */
  any: FlaggedRows;
  /** Rows by how many members flag them: all (high), more than one (medium), one (low). */
  confidence: Record<Confidence, number>;
  /** The same counts for each label; empty without labels. */
  perClass: {
    label: string;
    attack: boolean;
    rows: number;
    /** Rows that each member flags. */
    members: number[];
    /** Rows that each member flags and no other. */
    alone: number[];
    all: number;
    any: number;
  }[];
}

/** How far the members of a hybrid agree on a row that at least one of them flags. */
export type Confidence = "high" | "medium" | "low";

/** What a feature pipeline has decided by itself. */
export interface FeaturePreparation {
  /** Made for detectors that learn from attacks too. */
  supervised: boolean;
  /** Features that are scaled, and how. */
  scalings: { feature: string; scaling: ScalingKind }[];
  /** Matrix columns that the filters left out. */
  dropped: DroppedColumn[];
}

/** Facts about the data of a run that a reader needs to judge its figures. */
export interface RunData {
  trainRows: number;
  trainNormalRows: number;
  testRows: number;
  /** Rows beyond the first with the same feature values and label, among those trained on. */
  trainDuplicates: number;
  /** The same among those tested on. */
  testDuplicates: number;
  /** Rows of both sets that were left out because duplicates were to be dropped. */
  droppedDuplicates: number;
  /**
   * Rows left out before anything else because the policy of a feature is to drop rows without a
   * value; those of a dataset that is split count as train.
   */
  policyDropped: { train: number; test: number };
  /** Test rows that stand in train too. */
  overlap: number;
  /** Columns of the datasets that were used. */
  features: string[];
  /** What kind of records the models were trained on, where a key names it. */
  recordKind?: EventKind;
  /** Columns of the matrix after encoding; of the widest where detectors learn from other rows. */
  columns: number;
  /** One entry for all detectors that learn from the same rows; absent in old runs. */
  preparation?: FeaturePreparation[];
}

/** Where an imported run comes from. */
export interface RunOrigin {
  /** When it was imported. */
  at: string;
  /** Name of the file that it came in. */
  file: string;
  /** Id of the model where it was trained. */
  model: string;
  /** Versions of what made it. */
  versions: Record<string, string>;
}

/** A run with everything a page shows. */
export interface Run {
  id: string;
  name: string;
  /** What a person has written about it; absent: nothing. */
  notes?: string;
  /** Where a run comes from that was not made on this server; absent: it was made here. */
  imported?: RunOrigin;
  status: RunStatus;
  request: RunRequest;
  trainName: string;
  testName: string | null;
  createdAt: string;
  startedAt: string | null;
  finishedAt: string | null;
  progress: RunProgress | null;
  error: string | null;
  /** What a reader should know about the figures, in sentences. */
  warnings: string[];
  data: RunData | null;
  /** The models, in the order of the request. */
  results: RunResult[];
  /** Detectors that failed, in the order of the request; absent: none did. */
  failures?: DetectorFailure[];
}

/** The curves of one model, downsampled for drawing. */
export interface ModelCurves {
  roc: { fpr: number[]; tpr: number[]; threshold: number[] } | null;
  pr: { recall: number[]; precision: number[]; threshold: number[] } | null;
  /** Counts of test scores between consecutive edges; `edges` is one longer than the counts. */
  histogram: { edges: number[]; normal: number[]; attack: number[] };
  /** One entry an epoch; `null` for detectors that are not trained by epochs. */
  loss: { train: number[]; validation: number[] } | null;
  /**
   * Test rows in record order, cut into equal windows: share of attacks and share of flagged rows
   * in each. `actual` is `null` without labels.
   */
  order: { actual: number[] | null; predicted: number[]; windowRows: number };
  /** How the number of clusters was chosen; absent where it was given, or there are none. */
  criterion?: CountCriterion;
}
