/**
 * Starts TensorFlow.js on its WebAssembly backend under Deno.
 *
 * As published, the backend takes Deno for Node and runs on one thread. Here it gets real threads
 * where they are asked for, and faster kernels where its own are slow.
 *
 * @module
 */
import type { TensorFlow } from "./tensorflow.ts";
import { registerKernels } from "./kernels/register.ts";
import { loadSimdModule, loadThreadedModule, type WasmModule } from "./wasm_module.ts";

/** What {@linkcode startTensorFlow} takes. */
export interface TensorFlowOptions {
  /** Threads that one operation may use, 1 to 8, the calling thread among them; 1 by default. */
  threads?: number;
}

/** What TensorFlow.js really runs on. */
export interface TensorFlowFacts {
  backend: string;
  /** The build computes four numbers at a time. */
  simd: boolean;
  threads: number;
  /** Why there are fewer threads than were asked for. */
  remark?: string;
}

/** TensorFlow.js, ready to compute. */
export interface StartedTensorFlow {
  tf: TensorFlow;
  facts: TensorFlowFacts;
}

let started: Promise<StartedTensorFlow> | undefined;

/**
 * Loads TensorFlow.js and makes its WebAssembly backend the current one.
 *
 * The first call decides; later calls give the same instance, whatever their options. When threads
 * cannot start, it runs on one thread and `facts.remark` says why. The threads do not keep the
 * process alive.
 *
 * @throws {RangeError} when `threads` is not a whole number from 1 to 8
 */
export async function startTensorFlow(
  { threads = 1 }: TensorFlowOptions = {},
): Promise<StartedTensorFlow> {
  if (!Number.isInteger(threads) || threads < 1 || threads > 8) {
    throw new RangeError(`The number of threads must be from 1 to 8, not ${threads}.`);
  }
  started ??= start(threads);
  try {
    return await started;
  } catch (error) {
    started = undefined;
    throw error;
  }
}

/**
 * Ends the threads and frees all tensors. TensorFlow.js can be started again afterwards.
 *
 * To be called before a worker that started threads is terminated, or its memory is never freed.
 */
export async function stopTensorFlow(): Promise<void> {
  if (started === undefined) return;
  const { tf, facts } = await started;
  started = undefined;
  tf.removeBackend(facts.backend);
}

async function start(threads: number): Promise<StartedTensorFlow> {
  const tf = await import("@tensorflow/tfjs");
  const { BackendWasm, getThreadsCount, setThreadsCount } = await import(
    "@tensorflow/tfjs-backend-wasm"
  );
  const { module, remark } = await loadModule(threads);
  setThreadsCount(threads);
  // Importing the package has registered a backend of this name with its own loader.
  if (tf.engine().registryFactory.wasm !== undefined) tf.removeBackend("wasm");
  tf.registerBackend("wasm", () => new BackendWasm(module));
  registerKernels(tf);
  await tf.setBackend("wasm");
  return {
    tf,
    facts: { backend: tf.getBackend(), simd: true, threads: getThreadsCount(), remark },
  };
}

async function loadModule(threads: number): Promise<{ module: WasmModule; remark?: string }> {
  if (threads === 1) return { module: await loadSimdModule() };
  try {
    return { module: await loadThreadedModule(threads) };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { module: await loadSimdModule(), remark: `Threads could not start: ${reason}` };
  }
}
