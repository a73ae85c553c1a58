import { instantiateKernels } from "../engine/kernels.ts";
import type { Work } from "../engine/work.ts";
import type { RowLayout } from "./layout.ts";
import type { RowBlock, RowThread } from "./task.ts";
import { rowTask, type RowTaskName } from "./tasks.ts";

/** What threads are told to do; all arrays lie in shared memory. */
export interface RowJob {
  task: RowTaskName;
  data: Float32Array;
  /** Whether the job before had another array. */
  isNewData: boolean;
  rows: number;
  args: unknown;
  results: unknown;
}

/** A thread and its place in the memory. */
export interface RowPlace {
  thread: RowThread;
  layout: RowLayout;
  /** Address of its block of rows. */
  address: number;
}

/**
 * Makes a thread ready to work.
 *
 * @param index which of the places in the memory it has, from 0
 */
export function createRowPlace(
  module: WebAssembly.Module,
  memory: WebAssembly.Memory,
  layout: RowLayout,
  index: number,
): RowPlace {
  const address = layout.rows + index * layout.threadStride;
  const thread = {
    kernels: instantiateKernels(module, memory),
    floats: new Float32Array(memory.buffer),
    doubles: new Float64Array(memory.buffer),
    integers: new Int32Array(memory.buffer),
    constants: layout.constants,
    scratch: address + layout.scratchOffset,
  };
  return { thread, layout, address };
}

/** A job as items of work, a block of rows each. */
export function rowWork(place: RowPlace, job: RowJob): Work {
  const task = rowTask(job.task);
  return {
    items: Math.ceil(job.rows / place.layout.blockRows),
    phaseStart: () => 0,
    run: (index) => task(place.thread, copyBlock(place, job, index), job.args, job.results),
  };
}

function copyBlock({ thread: { floats }, layout, address }: RowPlace, job: RowJob, index: number) {
  const { cols, stride, blockRows } = layout;
  const from = index * blockRows;
  const rows = Math.min(blockRows, job.rows - from);
  const paddedRows = (rows + 3) & ~3;
  const first = address / 4;
  const source = job.data.subarray(from * cols, (from + rows) * cols);
  if (cols === stride) {
    floats.set(source, first);
  } else {
    // Padding in between stays zero: nothing writes there.
    for (let row = 0, at = first, i = 0; row < rows; row++, at += stride) {
      for (let col = 0; col < cols; col++) floats[at + col] = source[i++];
    }
  }
  floats.fill(0, first + rows * stride, first + paddedRows * stride);
  return { index, from, rows, address, cols, stride, paddedRows } satisfies RowBlock;
}
