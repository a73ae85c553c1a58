import { mixKeys } from "../mix_keys.ts";
import type { TrainJob } from "./jobs.ts";
import { outputLoss } from "./loss.ts";
import type { ThreadState } from "./thread_state.ts";
import { fillInput } from "./windows.ts";
import type { Work } from "./work.ts";

const BETA_1 = 0.9;
const BETA_2 = 0.999;
const EPSILON = 1e-8;

/**
 * One pass of training as items of work. Each step of the optimiser has three phases: the
 * micro-batches of the batch compute their gradients; chunks of the gradients are summed over the
 * micro-batches, always in the same order; chunks of the parameters are updated.
 */
export function trainWork(state: ThreadState, job: TrainJob): Work {
  const { kernels, heap, program, plan, map } = state;
  const { chunks } = plan.program.layout;
  const { maxRows } = plan.program;
  const { microBatches } = plan;
  const itemsPerStep = microBatches + 2 * chunks.length;
  const steps = Math.ceil(job.order.length / job.batchSize);

  function computeMicroBatch(step: number, microBatch: number): void {
    const batch = batchOf(step);
    const microBatchRows = rowsPerMicroBatch(batch.length);
    const rows = batch.subarray(microBatch * microBatchRows, (microBatch + 1) * microBatchRows);
    for (let from = 0; from < rows.length; from += maxRows) {
      const some = rows.subarray(from, from + maxRows);
      const padded = (some.length + 3) & ~3;
      fillInput(heap, program.input, job.samples, some, padded);
      const key = mixKeys(job.seed, job.stepsBefore + step, microBatch, from);
      program.forward({ weights: map.weights, rows: padded, key });
      job.losses[microBatch] += outputLoss(state, job.classes, some, padded, batch.length);
      program.backward({
        transposed: map.transposed,
        gradients: map.gradients + microBatch * map.gradientStride,
        rows: padded,
        add: from > 0,
      });
    }
  }

  function batchOf(step: number): Uint32Array {
    return job.order.subarray(step * job.batchSize, (step + 1) * job.batchSize);
  }

  function rowsPerMicroBatch(batchRows: number): number {
    return (Math.ceil(batchRows / microBatches) + 3) & ~3;
  }

  function sumChunk(step: number, index: number): void {
    const { array, firstRow, rows } = chunks[index];
    const batchRows = batchOf(step).length;
    job.norms[index] = kernels.sumMicroBatches(
      map.gradients + 4 * (array.offset + firstRow * array.cols),
      Math.ceil(batchRows / rowsPerMicroBatch(batchRows)),
      map.gradientStride,
      rows * array.cols,
    );
  }

  function updateChunk(step: number, index: number): void {
    const { array, firstRow, rows } = chunks[index];
    const number = job.stepsBefore + step + 1;
    const at = 4 * (array.offset + firstRow * array.cols);
    kernels.adamStep(
      map.weights + at,
      map.gradients + at,
      map.means + at,
      map.squares + at,
      job.averageDecay === null ? 0 : map.average + at,
      rows * array.cols,
      gradientFactor(),
      job.learningRate / (1 - BETA_1 ** number),
      1 / (1 - BETA_2 ** number),
      BETA_1,
      BETA_2,
      EPSILON,
      // The first steps lead away from random weights and are soon forgotten.
      Math.min(job.averageDecay ?? 0, number / (number + 9)),
    );
    if (array.role === "bias") return;
    kernels.transpose(
      map.transposed + 4 * (array.offset + firstRow),
      map.weights + at,
      rows,
      array.cols,
      array.rows,
      array.cols,
    );
  }

  function gradientFactor(): number {
    if (job.gradientLimit === null) return 1;
    let squares = 0;
    for (let i = 0; i < chunks.length; i++) squares += job.norms[i];
    const norm = Math.sqrt(squares);
    return norm > job.gradientLimit ? job.gradientLimit / norm : 1;
  }

  return {
    items: steps * itemsPerStep,
    phaseStart(item) {
      const within = item % itemsPerStep;
      const step = item - within;
      if (within < microBatches) return step;
      return step +
        (within < microBatches + chunks.length ? microBatches : microBatches + chunks.length);
    },
    run(item) {
      const within = item % itemsPerStep;
      const step = (item - within) / itemsPerStep;
      if (within < microBatches) computeMicroBatch(step, within);
      else if (within < microBatches + chunks.length) sumChunk(step, within - microBatches);
      else updateChunk(step, within - microBatches - chunks.length);
    },
  };
}
