/**
 * The script of one thread of the threaded WebAssembly build: takes the place of the browser worker
 * that Emscripten generates, and speaks the same messages.
 *
 * @module
 */
import { createRequire } from "node:module";
import { parentPort } from "node:worker_threads";

/** The messages that Emscripten's main thread sends. */
type PthreadMessage =
  | { cmd: "load"; wasmModule: WebAssembly.Module; wasmMemory: WebAssembly.Memory }
  | { cmd: "run"; pthread_ptr: number; start_routine: number; arg: number }
  | { cmd: "processProxyingQueue"; queue: number }
  | { cmd: "cancel" };

/** The parts of the Emscripten module that a thread calls. */
interface PthreadModule {
  __emscripten_thread_init(pointer: number, isMain: number, isRuntime: number, block: number): void;
  __emscripten_thread_exit(code: number): void;
  _pthread_self(): number;
  establishStackSpace(): void;
  executeNotifiedProxyingQueue(queue: number): void;
  invokeEntryPoint(routine: number, argument: number): void;
  PThread: { threadInitTLS(): void };
}

const port = parentPort!;
let module: PthreadModule;

function load(wasmModule: WebAssembly.Module, wasmMemory: WebAssembly.Memory): void {
  const require = createRequire(import.meta.url);
  const factory = require(
    "@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm-threaded-simd.js",
  );
  Object.assign(globalThis, {
    postMessage: (message: unknown) => port.postMessage(message),
    startWorker(instance: PthreadModule) {
      module = instance;
      port.postMessage({ cmd: "loaded" });
    },
  });
  factory({
    ENVIRONMENT_IS_PTHREAD: true,
    wasmMemory,
    buffer: wasmMemory.buffer,
    instantiateWasm(
      imports: WebAssembly.Imports,
      receive: (instance: WebAssembly.Instance) => void,
    ): WebAssembly.Exports {
      const instance = new WebAssembly.Instance(wasmModule, imports);
      receive(instance);
      return instance.exports;
    },
  });
}

function run(pointer: number, routine: number, argument: number): void {
  module.__emscripten_thread_init(pointer, 0, 0, 1);
  module.establishStackSpace();
  module.PThread.threadInitTLS();
  try {
    module.invokeEntryPoint(routine, argument);
  } catch (reason) {
    // "unwind" is how a thread returns to the event loop and stays alive.
    if (reason !== "unwind") throw reason;
  }
}

port.on("message", (message: PthreadMessage) => {
  switch (message.cmd) {
    case "load":
      return load(message.wasmModule, message.wasmMemory);
    case "run":
      return run(message.pthread_ptr, message.start_routine, message.arg);
    case "processProxyingQueue":
      return module.executeNotifiedProxyingQueue(message.queue);
    case "cancel":
      if (module._pthread_self()) module.__emscripten_thread_exit(-1);
  }
});
