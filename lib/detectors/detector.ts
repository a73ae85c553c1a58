/**
 * The contract that every detector fulfils.
 *
 * A detector is one model: it is fitted once on a matrix, scores matrices of the same columns, and
 * can be saved and loaded. It knows nothing of files, HTTP or pages.
 *
 * @module
 */

import type { Contribution, Matrix } from "../learning/matrix.ts";
import type { EngineFacts } from "../compute/trainer.ts";
import type { Params } from "../learning/params.ts";
import type { Threshold, ThresholdRule } from "../learning/thresholds/rule.ts";

/**
 * The name of a detector in the HTTP API, such as `isolation-forest`. The catalogue says which there
 * are (`DETECTOR_KINDS`), so that a new one is no change to this type.
 */
export type DetectorKind = string;

/** How far a fit has come. */
export interface FitProgress {
  /** Share of the work done, 0 to 1; an estimate where training may stop early. */
  fraction: number;
  /** For iterative training: the epoch that has just ended, counted from 1. */
  epoch?: number;
  /** Maximum number of epochs. */
  epochs?: number;
  /** Mean training loss of that epoch. */
  loss?: number;
  /** Loss on the validation rows after that epoch. */
  validationLoss?: number;
}

/** What a fit needs beside the matrix. */
export interface FitOptions {
  /** Same matrix, same seed, same kind of machine: same model. A whole number from 0 to 2^32 - 1. */
  seed: number;
  /** Ends the fit early; `fit` then rejects with the signal's reason. */
  signal?: AbortSignal;
  onProgress?: (progress: FitProgress) => void;
  /** 1 for an attack, 0 for a normal row; supervised detectors only. */
  labels?: Uint8Array;
  /**
   * Scores normal rows that are not among those of the fit, for detectors that calibrate by them;
   * without it they set rows of the fit aside.
   */
  heldOut?: (detector: Detector) => Promise<Float32Array>;
  /** The state of a model that was trained before on columns made in the same way, by its id. */
  trained?: (model: string) => Promise<DetectorState>;
}

/** What scoring takes beside the matrix. */
export interface ScoreOptions {
  /** Ends the scoring early; `score` then rejects with the signal's reason. */
  signal?: AbortSignal;
  /** Called with the share of rows scored, 0 to 1. */
  onProgress?: (fraction: number) => void;
  /**
   * One byte a row, zeros: a detector that combines others sets bit i where its member i flags the
   * row. Others leave it as it is.
   */
  verdicts?: Uint8Array;
}

/** Everything needed to load a fitted detector again: plain JSON and named files, never code. */
export interface DetectorState {
  kind: DetectorKind;
  params: Record<string, unknown>;
  /** Plain JSON. */
  data: Record<string, unknown>;
  /** Binary parts by file name, such as TensorFlow.js's `model.json` and weight shards. */
  files: Record<string, Uint8Array<ArrayBuffer>>;
}

/** One of the detectors that a detector combines. */
export interface MemberFacts {
  kind: DetectorKind;
  /** Id of the model, where it was trained before. */
  model?: string;
  /** Where it counts in the score. */
  weight?: number;
  /** It flags rows that score higher. */
  threshold: ThresholdRule & Threshold;
}

/** Training came to nothing; the message says what a person may change. */
export class TrainingError extends Error {
  override name = "TrainingError";
}

/** One model. */
export interface Detector {
  readonly kind: DetectorKind;
  /** Rows before a row, in its sequence, that its score depends on; absent: none. */
  readonly context?: number;
  /** What the detector computes with, once it is fitted or loaded; for neural ones only. */
  readonly engine?: EngineFacts;
  /** What a person should know about its fit, in sentences; absent: nothing. */
  readonly remarks?: readonly string[];
  /** The detectors that it combines, once it is fitted or loaded; absent if it combines none. */
  readonly members?: readonly MemberFacts[];
  /**
   * Learns from the rows of `x`.
   *
   * @throws {RangeError} when `x` has too few rows or no columns
   * @throws {TrainingError} when training diverges
   */
  fit(x: Matrix, options: FitOptions): Promise<void>;
  /**
   * Scores each row of `x`; higher is more anomalous.
   *
   * @returns one finite score a row
   * @throws {RangeError} when the columns differ from those of the fit
   */
  score(x: Matrix, options?: ScoreOptions): Promise<Float32Array>;
  /**
   * What raised and lowered the score of one row, a part for each column.
   *
   * @param row its numbers; of a detector with `context`, up to that many rows of its sequence may
   * precede it, oldest first
   */
  explain(row: Float32Array): Promise<Contribution[]>;
  save(): Promise<DetectorState>;
  /** Frees memory that the garbage collector cannot see. The detector is unusable afterwards. */
  dispose(): void;
}

/** Makes and loads detectors of any kind. */
export interface DetectorSource {
  create(kind: DetectorKind, params: Params): Promise<Detector>;
  load(state: DetectorState): Promise<Detector>;
}

/** What the module of an implementation exports as `factory`. */
export interface DetectorFactory {
  /**
   * A new detector, not fitted yet.
   *
   * @param params by name; defaults stand in for what is left out
   * @param source for detectors that combine others
   * @throws {z.ZodError} when parameters are unknown or out of range
   */
  create(params: Params, source: DetectorSource): Detector | Promise<Detector>;
  /**
   * A detector from what its `save` gave.
   *
   * @throws {TypeError} when the state is damaged
   * @throws {z.ZodError} when its parameters are unknown or out of range
   */
  load(state: DetectorState, source: DetectorSource): Detector | Promise<Detector>;
}
