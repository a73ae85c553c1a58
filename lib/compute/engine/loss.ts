import type { Classes } from "./jobs.ts";
import { lastStep } from "./program.ts";
import type { ThreadState } from "./thread_state.ts";

/** Probabilities are kept this far from 0 and 1. */
const CLIP = 1e-7;

/**
 * Loss of the windows that have passed forwards, and the gradient of the output of the program.
 *
 * @param rows the windows
 * @param paddedRows rows of the program's input
 * @param batchRows windows of the whole batch, which the gradient is a mean over
 * @returns the sum of the losses of the windows
 */
export function outputLoss(
  state: ThreadState,
  classes: Classes | null,
  rows: Uint32Array,
  paddedRows: number,
  batchRows: number,
): number {
  return classes
    ? crossEntropy(state, classes, rows, paddedRows, batchRows)
    : reconstructionLoss(state, rows.length, paddedRows, batchRows);
}

function reconstructionLoss(
  { kernels, program, plan }: ThreadState,
  rows: number,
  paddedRows: number,
  batchRows: number,
): number {
  const { input, output } = program;
  const { steps, columns } = plan.program.network;
  let sum = 0;
  for (let step = 0; step < steps; step++) {
    const at = 4 * step * paddedRows * output.width;
    sum += kernels.squaredErrors(
      output.gradients + at,
      output.values + at,
      input.values + at,
      paddedRows,
      rows,
      output.width,
      2 / (batchRows * steps * columns),
    );
  }
  return sum / (steps * columns);
}

function crossEntropy(
  { heap, program }: ThreadState,
  { labels, classWeights }: Classes,
  rows: Uint32Array,
  paddedRows: number,
  batchRows: number,
): number {
  const { output } = program;
  const probabilities = lastStep(output, paddedRows) / 4;
  const gradients = output.gradients / 4;
  heap.fill(0, gradients, gradients + paddedRows * output.width);
  let sum = 0;
  for (let i = 0; i < rows.length; i++) {
    const label = labels[rows[i]];
    const weight = classWeights[label];
    const probability = heap[probabilities + i * output.width];
    const likelihood = label === 1 ? probability : 1 - probability;
    // NaN must stay NaN.
    sum -= weight * Math.log(likelihood < CLIP ? CLIP : likelihood);
    heap[gradients + i * output.width] = (weight * (probability - label)) / batchRows;
  }
  return sum;
}
