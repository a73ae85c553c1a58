/**
 * What an engine that trains networks offers. Two implement it: our own kernels on worker threads
 * (`engine/`), and TensorFlow.js (`tfjs/engine/`), which is the reference, can be chosen, and takes
 * over where the kernels cannot run.
 *
 * @module
 */
import type { Network, Weights } from "./network.ts";

/**
 * Rows that windows are cut from. The window of row `r` is the rows `r - steps + 1` to `r`; where it
 * would reach beyond `starts[r]`, that row is repeated.
 */
export interface Samples {
  /** `rows * columns` numbers, row after row; in shared memory it is not copied. */
  data: Float32Array;
  rows: number;
  columns: number;
  /** The first row of the sequence that each row belongs to; absent: all rows are one sequence. */
  starts?: Uint32Array;
}

/** What a network learns. */
export type Objective =
  /** To reproduce its input: mean squared error over columns and steps. */
  | { type: "reconstruction" }
  /**
   * To tell row by row: binary cross-entropy of one sigmoid output against `labels` (0 or 1, one a
   * row), times the weight of the class.
   */
  | { type: "classification"; labels: Uint8Array; classWeights: [number, number] };

/** Which engine trains: the fastest that runs on this machine, or TensorFlow.js. */
export type EngineChoice = "auto" | "tfjs";

/** How a network is trained. */
export interface TrainerOptions {
  network: Network;
  /** Where training starts from. */
  weights: Weights;
  samples: Samples;
  objective: Objective;
  /** Rows (windows) for each step of the optimiser. */
  batchSize: number;
  learningRate: number;
  /** Norm above which a gradient is shortened; `null` leaves gradients as they are. */
  gradientLimit: number | null;
  /** Decay of the running average of the weights over the steps; `null` for no average. */
  averageDecay: number | null;
  /** Of dropout and noise. */
  seed: number;
  /** Worker threads at most; engines may use fewer. The result does not depend on it. */
  threads?: number;
}

/** What trains, for facts and pages. */
export interface EngineFacts {
  engine: "kernels" | "tfjs";
  threads: number;
  /** Fused multiply-add of relaxed SIMD. */
  fusedMultiplyAdd: boolean;
  /** Why it is not the faster engine, or has fewer threads. */
  remark?: string;
}

/** What single calls of a trainer take. */
export interface CallOptions {
  /** Ends the call early; it then rejects with the signal's reason. The trainer stays usable. */
  signal?: AbortSignal;
  /** Called a few times a second with the share done, 0 to 1. */
  onProgress?: (fraction: number) => void;
}

/** A network in training. */
export interface Trainer extends AsyncDisposable {
  readonly facts: EngineFacts;
  /**
   * One pass over some rows, in the order given: forward, backward and Adam, batch by batch.
   *
   * @returns the mean loss of the rows, as it was before each step
   */
  epoch(order: Uint32Array, options?: CallOptions): Promise<number>;
  /** Mean loss of some rows under the averaged weights (the latest where there is no average). */
  evaluate(rows: Uint32Array, options?: CallOptions): Promise<number>;
  /** A copy of the averaged weights (the latest where there is no average). */
  weights(): Weights;
}

/** What is averaged over the columns: squares of their errors, or errors without signs. */
export type ErrorMeasure = "squared" | "absolute";

/** A trained network that scores. */
export interface Evaluator extends Disposable {
  readonly facts: EngineFacts;
  /**
   * Outputs at the last step, for rows `from` to `to` of the samples.
   *
   * @returns `(to - from) * outputs` numbers
   */
  outputs(samples: Samples, from: number, to: number): Float32Array;
  /**
   * Mean reconstruction error of each row at the last step of its window. Finite: what overflows is
   * the largest 32-bit number.
   */
  errors(samples: Samples, measure: ErrorMeasure, options?: CallOptions): Promise<Float32Array>;
  /** As `errors`, for networks with one output: that output, one a row. */
  probabilities(samples: Samples, options?: CallOptions): Promise<Float32Array>;
}
