import type { Job, Setup } from "./jobs.ts";
import type { Plan } from "./memory_map.ts";
import { Threads } from "./threads.ts";

/** Threads that work on one network. */
export type Pool = Threads<Setup, Job>;

/**
 * Starts threads for one network.
 *
 * @throws {Error} when they cannot start
 */
export function startPool(
  module: WebAssembly.Module,
  memory: WebAssembly.Memory,
  plan: Plan,
  threads: number,
): Promise<Pool> {
  const worker = new URL("./worker.ts", import.meta.url);
  return Threads.start(
    worker,
    threads,
    (thread, control) => ({ module, memory, control, plan, thread }),
  );
}
