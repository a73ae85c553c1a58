import { instantiateKernels, type Kernels } from "./kernels.ts";
import type { MemoryMap, Plan } from "./memory_map.ts";
import { Program } from "./program.ts";

/** What one thread works with. */
export interface ThreadState {
  kernels: Kernels;
  heap: Float32Array;
  program: Program;
  plan: Plan;
  map: MemoryMap;
}

/**
 * Makes a thread ready to work.
 *
 * @param thread which of the threads it is, from 0
 */
export function createThreadState(
  module: WebAssembly.Module,
  memory: WebAssembly.Memory,
  plan: Plan,
  thread: number,
): ThreadState {
  const kernels = instantiateKernels(module, memory);
  const heap = new Float32Array(memory.buffer);
  const { map } = plan;
  const base = map.scratch + thread * map.scratchStride;
  return { kernels, heap, program: new Program(plan.program, base, kernels, heap), plan, map };
}
