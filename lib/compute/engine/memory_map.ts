/**
 * How the memory of a network at work is divided.
 *
 * @module
 */
import type { Network } from "../network.ts";
import type { Objective } from "../trainer.ts";
import { layOut, type ParameterLayout } from "./layout.ts";
import { type ProgramOptions, scratchBytes } from "./program.ts";

/** Addresses are bytes. */
export interface MemoryMap {
  bytes: number;
  weights: number;
  /** The following are 0 where nothing is trained. */
  transposed: number;
  means: number;
  squares: number;
  average: number;
  /** Gradients of the first micro-batch. */
  gradients: number;
  /** Bytes from micro-batch to micro-batch. */
  gradientStride: number;
  /** Scratch memory of the first thread. */
  scratch: number;
  /** Bytes from thread to thread. */
  scratchStride: number;
}

/** What every thread must know of a network at work; plain data. */
export interface Plan {
  program: ProgramOptions;
  map: MemoryMap;
  /** Micro-batches that a batch is divided into; 0 where nothing is trained. */
  microBatches: number;
}

/** The compiled kernels keep their constants below. */
export const FIRST_ADDRESS = 65_536;

/** Scratch memory of a program that is still in the caches near a core. */
const SCRATCH_TARGET = 384 * 1024;

const MOST_ROWS = { training: 64, scoring: 128 };
const FEWEST_ROWS = 8;

/** Rows that a micro-batch has at least; smaller batches have fewer micro-batches. */
const MICRO_BATCH_ROWS = 64;
const MOST_MICRO_BATCHES = 8;

/** How many depends on the batch alone, so that results do not depend on the threads. */
export function microBatchesOf(batchSize: number): number {
  return Math.min(MOST_MICRO_BATCHES, Math.max(1, Math.floor(batchSize / MICRO_BATCH_ROWS)));
}

/** Plans the training of a network. */
export function planTraining(
  network: Network,
  objective: Objective["type"],
  batchSize: number,
  threads: number,
): Plan {
  const microBatches = microBatchesOf(batchSize);
  const outputSlopeDone = objective === "classification";
  return plan(network, { training: true, outputSlopeDone }, microBatches, threads);
}

/** Plans the scoring with a network. */
export function planScoring(network: Network, threads: number): Plan {
  return plan(network, { training: false }, 0, threads);
}

function plan(
  network: Network,
  options: Pick<ProgramOptions, "training" | "outputSlopeDone">,
  microBatches: number,
  threads: number,
): Plan {
  const layout = layOut(network);
  const program = {
    network,
    layout,
    maxRows: options.training ? MOST_ROWS.training : MOST_ROWS.scoring,
    ...options,
  };
  while (program.maxRows > FEWEST_ROWS && scratchBytes(program) > SCRATCH_TARGET) {
    program.maxRows -= 4;
  }
  return {
    program,
    map: mapMemory(layout, scratchBytes(program), microBatches, threads),
    microBatches,
  };
}

function mapMemory(
  { length }: ParameterLayout,
  scratch: number,
  microBatches: number,
  threads: number,
): MemoryMap {
  let next = FIRST_ADDRESS;
  const take = (bytes: number) => {
    const address = next;
    // A line of the cache is never shared by two parts.
    next += (bytes + 127) & ~127;
    return address;
  };
  const training = microBatches > 0;
  const array = () => take(4 * length);
  const weights = array();
  const [transposed, means, squares, average] = training
    ? [array(), array(), array(), array()]
    : [0, 0, 0, 0];
  const gradientStride = (4 * length + 127) & ~127;
  const gradients = take(microBatches * gradientStride);
  const scratchStride = (scratch + 127) & ~127;
  const first = take(threads * scratchStride);
  return {
    bytes: next,
    weights,
    transposed,
    means,
    squares,
    average,
    gradients,
    gradientStride,
    scratch: first,
    scratchStride,
  };
}
