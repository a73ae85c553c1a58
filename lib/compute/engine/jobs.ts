/**
 * What threads are told to do. All arrays lie in shared memory.
 *
 * @module
 */
import type { ErrorMeasure, Samples } from "../trainer.ts";
import type { Plan } from "./memory_map.ts";

/** Truth for a classification. */
export interface Classes {
  /** 0 or 1 for each row of the samples. */
  labels: Uint8Array;
  classWeights: [number, number];
}

/** One pass over some rows that trains. */
export interface TrainJob {
  type: "train";
  samples: Samples;
  classes: Classes | null;
  order: Uint32Array;
  batchSize: number;
  learningRate: number;
  gradientLimit: number | null;
  averageDecay: number | null;
  seed: number;
  /** Steps of the optimiser before this pass. */
  stepsBefore: number;
  /** Result: the sum of losses of each micro-batch. */
  losses: Float64Array;
  /** Scratch: the squared norm of each chunk of the gradient. */
  norms: Float32Array;
}

/** The loss of some rows. */
export interface EvaluateJob {
  type: "evaluate";
  samples: Samples;
  classes: Classes | null;
  rows: Uint32Array;
  /** Address of the weights to use. */
  weights: number;
  /** Result: the sum of losses of each block of {@linkcode BLOCK_ROWS} rows. */
  losses: Float64Array;
}

/** Scores of consecutive rows. */
export interface ScoreJob {
  type: "score";
  samples: Samples;
  /** Mean errors of the last step, by their measure, or the first output. */
  what: ErrorMeasure | "first-output";
  /** Result: one number a row of the samples. */
  scores: Float32Array;
}

/** Anything that threads can be told to do. */
export type Job = TrainJob | EvaluateJob | ScoreJob;

/** Rows of one item of evaluating or scoring. */
export const BLOCK_ROWS = 1024;

/** What a new thread is told. */
export interface Setup {
  module: WebAssembly.Module;
  memory: WebAssembly.Memory;
  control: Int32Array<SharedArrayBuffer>;
  plan: Plan;
  /** Which of the threads it is, from 0. */
  thread: number;
}
