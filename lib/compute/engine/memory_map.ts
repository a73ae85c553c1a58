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
  /** Gradients of the first lane. */
  gradients: number;
  /** Bytes from lane to lane. */
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
  /** Lanes of gradients that a batch is divided into; 0 where nothing is trained. */
  lanes: number;
}

/** The compiled kernels keep their constants below. */
export const FIRST_ADDRESS = 65_536;

/** Scratch memory of a program that is still in the caches near a core. */
const SCRATCH_TARGET = 384 * 1024;

const MOST_ROWS = { training: 64, scoring: 128 };
const FEWEST_ROWS = 8;

/** Rows that a lane has at least; smaller batches have fewer lanes. */
const LANE_ROWS = 64;
const MOST_LANES = 8;

/** The number of lanes depends on the batch alone, so that results do not depend on the threads. */
export function lanesOf(batchSize: number): number {
  return Math.min(MOST_LANES, Math.max(1, Math.floor(batchSize / LANE_ROWS)));
}

/** Plans the training of a network. */
export function planTraining(
  network: Network,
  objective: Objective["type"],
  batchSize: number,
  threads: number,
): Plan {
  const lanes = lanesOf(batchSize);
  const outputSlopeDone = objective === "classification";
  return plan(network, { training: true, outputSlopeDone }, lanes, threads);
}

/** Plans the scoring with a network. */
export function planScoring(network: Network, threads: number): Plan {
  return plan(network, { training: false }, 0, threads);
}

function plan(
  network: Network,
  options: Pick<ProgramOptions, "training" | "outputSlopeDone">,
  lanes: number,
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
  return { program, map: mapMemory(layout, scratchBytes(program), lanes, threads), lanes };
}

function mapMemory(
  { length }: ParameterLayout,
  scratch: number,
  lanes: number,
  threads: number,
): MemoryMap {
  let next = FIRST_ADDRESS;
  const take = (bytes: number) => {
    const address = next;
    // A line of the cache is never shared by two parts.
    next += (bytes + 127) & ~127;
    return address;
  };
  const training = lanes > 0;
  const array = () => take(4 * length);
  const weights = array();
  const [transposed, means, squares, average] = training
    ? [array(), array(), array(), array()]
    : [0, 0, 0, 0];
  const gradientStride = (4 * length + 127) & ~127;
  const gradients = take(lanes * gradientStride);
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
