/**
 * Makes Emscripten's threads work under Deno.
 *
 * @module
 */
import { createRequire } from "node:module";
import { Worker as NodeWorker } from "node:worker_threads";

/** The number of workers that the threaded build starts with, whether it needs them or not. */
const POOL_SIZE = 8;

/** What the threaded build needs to start. */
export interface PthreadPool {
  /** Settings for the Emscripten factory. */
  moduleConfig: Record<string, unknown>;
  /** Puts back the globals that start-up changes; to call when the factory is done. */
  restoreGlobals(): void;
}

/**
 * Prepares the globals that the Emscripten factory is about to read.
 *
 * The build uses at most half of the logical cores that `os.cpus()` reports, and always creates
 * eight workers of which it takes the last ones first. So during start-up `os.cpus()` reports twice
 * the threads, and workers that nobody will use are stand-ins.
 *
 * @param threads number of threads, the calling one among them
 */
export function preparePthreads(threads: number): PthreadPool {
  const require = createRequire(import.meta.url);
  const os = require("node:os");
  const workerThreads = require("node:worker_threads");
  const original = {
    cpus: os.cpus,
    NodeWorker: workerThreads.Worker,
    Worker: globalThis.Worker,
  };
  const cores = new Array(2 * threads).fill({});
  let created = 0;
  os.cpus = () => cores;
  workerThreads.Worker = function createWorker(): unknown {
    created++;
    const used = created > POOL_SIZE - (threads - 1);
    return used ? new Pthread() : new IdleWorker();
  };
  return {
    moduleConfig: {
      // A value that keeps Emscripten from looking for the script of the page.
      mainScriptUrlOrBlob: "-",
      locateFile: (path: string) => path,
    },
    restoreGlobals() {
      os.cpus = original.cpus;
      workerThreads.Worker = original.NodeWorker;
      globalThis.Worker = original.Worker;
    },
  };
}

/** A worker that runs threads and never keeps the process alive, though Emscripten asks for it. */
class Pthread extends NodeWorker {
  constructor() {
    super(new URL("./pthread_worker.ts", import.meta.url));
    super.unref();
  }

  override ref(): void {}
}

/** Stands in for a worker of the pool that no thread will use: it only says that it is loaded. */
class IdleWorker {
  onmessage?: (event: { data: unknown }) => void;

  postMessage(message: { cmd: string }): void {
    if (message.cmd === "load") queueMicrotask(() => this.onmessage?.({ data: { cmd: "loaded" } }));
  }
  on(): void {}
  ref(): void {}
  unref(): void {}
  terminate(): void {}
}
