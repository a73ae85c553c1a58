/**
 * What the layers of a program have in common.
 *
 * @module
 */
import type { Kernels } from "./kernels.ts";

/**
 * What flows from layer to layer: `steps` times the rows, `width` numbers each, all rows of the first
 * step before those of the second.
 */
export interface Signal {
  steps: number;
  width: number;
  /** Address. May change from pass to pass. */
  values: number;
  /** Address of the gradients of the values; 0 where none are needed. */
  gradients: number;
  /** The values of one step stand for every step. */
  repeated: boolean;
}

/** What a forward pass is told. */
export interface ForwardPass {
  /** Address of the parameters. */
  weights: number;
  /** Windows, padded to a multiple of 4. */
  rows: number;
  /** Of random numbers in training; `null` for inference. */
  key: number | null;
}

/** What a backward pass is told. */
export interface BackwardPass {
  /** Address of the transposed kernels, each at the place of its kernel. */
  transposed: number;
  /** Address of the gradients of the parameters. */
  gradients: number;
  rows: number;
  /** Gradients are added to what is there. */
  add: boolean;
}

/** One layer at work. */
export interface Stage {
  readonly output: Signal;
  /** Computes the values of the output from those of the input. */
  forward(pass: ForwardPass): void;
  /** Computes gradients of parameters and of the input from those of the output. */
  backward(pass: BackwardPass): void;
}

/** What a layer is built from. */
export interface StageContext {
  kernels: Kernels;
  /** Copies numbers between addresses. */
  copy(target: number, source: number, numbers: number): void;
  /** Takes scratch memory for so many numbers; gives its address. */
  take(numbers: number): number;
  /** Rows in a window. */
  steps: number;
  /** Windows at a time at most. */
  maxRows: number;
  /** Whether there will be backward passes. */
  training: boolean;
  /** Whether a layer before has parameters, so that gradients must reach the input. */
  passes: boolean;
}

/** A signal with its own memory. */
export function takeSignal(
  { take, maxRows }: StageContext,
  steps: number,
  width: number,
  gradients: boolean,
): Signal {
  const numbers = steps * maxRows * width;
  return {
    steps,
    width,
    values: take(numbers),
    gradients: gradients ? take(numbers) : 0,
    repeated: false,
  };
}
