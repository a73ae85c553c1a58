/**
 * What the server and the thread that scores say to each other.
 *
 * @module
 */
import type { ScoredCounts } from "./batch/scored_counts.ts";
import type { RecordFault } from "../learning/features/record_error.ts";
import type { RunResult } from "../resources/run.ts";
import type { ThresholdRule } from "../learning/thresholds/rule.ts";
import type { Counterfactuals } from "../explain/counterfactuals/types.ts";
import type { ReviewAnswers, ReviewQuestion } from "../explain/review/review.ts";
import type { SequenceVerdicts } from "./record_sequence.ts";
import type { ScoredBatch } from "./scored_batch.ts";
import type { InputRecord, ModelInput } from "../learning/features/input.ts";

/** A request to the thread. */
export type ScorerRequest =
  | { id: number; type: "inputs"; folder: string }
  | {
    id: number;
    type: "predict";
    folder: string;
    /** As JSON. */
    records: string;
    isSequence: boolean;
    threshold?: RunResult["threshold"];
    /** Whether verdicts are wanted for the feed. */
    isWatched: boolean;
    /** Whether counts are wanted for the warnings of the request. */
    isCounted: boolean;
  }
  | {
    id: number;
    type: "score";
    /** Begins with its first records. */
    sequence: number;
    folder: string;
    records: InputRecord[];
    threshold: RunResult["threshold"];
  }
  /** No more records come; has no answer. */
  | { id: number; type: "end"; sequence: number }
  | { id: number; type: "threshold"; folder: string; run: string; rule: ThresholdRule }
  | { id: number; type: "review"; question: ReviewQuestion }
  | {
    id: number;
    type: "counterfactuals";
    folder: string;
    record: InputRecord;
    threshold: number;
    features?: string[];
  }
  | { id: number; type: "forget"; folder: string };

/** Its answer. */
export type ScorerAnswer =
  | { id: number; type: "inputs"; inputs: ModelInput[] }
  /** As JSON, which crosses to another thread in two thirds of the time that objects take. */
  | {
    id: number;
    type: "predictions";
    predictions: string;
    verdicts?: ScoredBatch;
    counts?: ScoredCounts;
  }
  | { id: number; type: "scores"; scored: SequenceVerdicts }
  | { id: number; type: "threshold"; result: RunResult }
  | { id: number; type: "review"; answer: ReviewAnswers[ReviewQuestion["about"]] }
  | { id: number; type: "counterfactuals"; counterfactuals: Counterfactuals }
  | { id: number; type: "forgotten" }
  | { id: number; type: "refused"; message: string; outdated: boolean }
  /** The first record that the model cannot take, counted from 0. */
  | { id: number; type: "invalid"; record: number; faults: RecordFault[] }
  | { id: number; type: "failed"; message: string };
