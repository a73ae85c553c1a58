/**
 * Instantiates the WebAssembly builds that tfjs-backend-wasm ships, without its own loader, which
 * never starts threads outside a browser.
 *
 * @module
 */
import type { BackendWasm } from "@tensorflow/tfjs-backend-wasm";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import process from "node:process";
import { preparePthreads } from "./pthreads.ts";

/** An instance of the WebAssembly code with its memory, as the backend takes it. */
export type WasmModule = BackendWasm["wasm"];

/** The module as Emscripten makes it, before the backend's functions are bound. */
type EmscriptenModule = WasmModule & {
  // deno-lint-ignore no-explicit-any -- binds C functions of any signature
  cwrap(name: string, returns: "number" | null, parameters: "number"[]): (...args: any[]) => any;
};

type EmscriptenFactory = (config: Record<string, unknown>) => Promise<EmscriptenModule>;

const PACKAGE = "@tensorflow/tfjs-backend-wasm";

/** Instantiates the SIMD build without threads. */
export function loadSimdModule(): Promise<WasmModule> {
  return load("tfjs-backend-wasm.js", "tfjs-backend-wasm-simd.wasm");
}

/**
 * Instantiates the SIMD build with a pool of threads that do not keep the process alive.
 *
 * @param threads 2 to 8, the calling thread among them
 * @throws when the runtime cannot share memory or start workers
 */
export async function loadThreadedModule(threads: number): Promise<WasmModule> {
  const pool = preparePthreads(threads);
  try {
    return await load(
      "tfjs-backend-wasm-threaded-simd.js",
      "tfjs-backend-wasm-threaded-simd.wasm",
      pool.moduleConfig,
    );
  } finally {
    pool.restoreGlobals();
  }
}

async function load(
  script: string,
  binary: string,
  config: Record<string, unknown> = {},
): Promise<WasmModule> {
  const require = createRequire(import.meta.url);
  const factory: EmscriptenFactory = require(`${PACKAGE}/wasm-out/${script}`);
  const wasmBinary = await readFile(require.resolve(`${PACKAGE}/wasm-out/${binary}`));
  const keepListeners = rememberProcessListeners();
  let module;
  try {
    module = await factory({ wasmBinary, ...config });
  } finally {
    keepListeners();
  }
  module.tfjs = bindTensorFunctions(module);
  return module;
}

/** The functions through which the backend manages tensors; its own loader binds the same. */
function bindTensorFunctions(module: EmscriptenModule): WasmModule["tfjs"] {
  return {
    init: module.cwrap("init", null, []),
    initWithThreadsCount: module.cwrap("init_with_threads_count", null, ["number"]),
    getThreadsCount: module.cwrap("get_threads_count", "number", []),
    registerTensor: module.cwrap("register_tensor", null, ["number", "number", "number"]),
    disposeData: module.cwrap("dispose_data", null, ["number"]),
    dispose: module.cwrap("dispose", null, []),
  };
}

/**
 * Emscripten's start-up code installs process-wide handlers of uncaught errors that would change
 * how the whole program fails. The returned function takes them off again.
 */
function rememberProcessListeners(): () => void {
  const events = ["uncaughtException", "unhandledRejection"] as const;
  const before = events.map((event) => new Set<unknown>(process.rawListeners(event)));
  return () => {
    events.forEach((event, i) => {
      for (const listener of process.rawListeners(event)) {
        if (!before[i].has(listener)) {
          process.removeListener(event, listener as (...args: unknown[]) => void);
        }
      }
    });
  };
}
