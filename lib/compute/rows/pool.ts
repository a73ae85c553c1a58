/**
 * Work on the rows of a matrix, a block at a time, with the compiled kernels and on all cores.
 *
 * @module
 */
import { setTimeout } from "node:timers/promises";
import { compileKernels, createMemory } from "../engine/kernels.ts";
import { countSharedMemory, shareFloats } from "../engine/shared.ts";
import { Threads } from "../engine/threads.ts";
import type { CallOptions } from "../trainer.ts";
import { type ConstantArray, layOutRows, type RowLayout } from "./layout.ts";
import { createRowPlace, type RowJob, type RowPlace, rowWork } from "./row_work.ts";
import type { RowTaskArgs, RowTaskName, RowTaskResults } from "./tasks.ts";
import type { RowSetup } from "./worker.ts";

/** What a pool is made for. */
export interface RowPoolOptions<Constants extends Record<string, ConstantArray>> {
  /** Columns of the rows. */
  cols: number;
  /** Arrays that tasks read, such as the nodes of a forest; copied into the kernels' memory. */
  constants: Constants;
  /** Bytes that tasks may use on each thread as they like; 0 by default. */
  scratchBytes?: number;
  /** Rows of a block; 1024 by default. Results that are sums of a block depend on it. */
  blockRows?: number;
  /** Rows from which threads are worth their start; 20,000 by default. */
  rowsForThreads?: number;
  /** At most; the number of cores by default. Results never depend on it. */
  threads?: number;
}

/** Milliseconds after which the calling thread looks at other things. */
const TURN_MS = 20;

/**
 * Runs tasks of `tasks.ts` over the rows of matrices. Few rows are done on the calling thread; the
 * first run over many starts threads, which stay for further runs until the pool is disposed of.
 * Runs follow each other, however they are called. What comes out is the same for any number of
 * threads.
 *
 * Constants can be written to between two runs, as iterations of K-Means do with their centres; threads
 * see the change.
 *
 * A new task is a function of the type `RowTask`, in `tasks/`, with a name in `tasks.ts`.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { RowPool, sharedArray } from "./pool.ts";
 * import { columnSumsScratch } from "./tasks/column_sums.ts";
 *
 * using pool = await RowPool.create({ cols: 2, constants: {}, scratchBytes: columnSumsScratch(2) });
 * const x = { data: Float32Array.of(1, 2, 3, 4, 5, 6), rows: 3 };
 * const sums = sharedArray(Float64Array, pool.blocks(x.rows) * 2);
 * await pool.run("column-sums", x, {}, { sums });
 * assert.deepEqual([...sums], [9, 12]);
 * ```
 */
export class RowPool<Constants extends Record<string, ConstantArray>> implements Disposable {
  /** The constants in the kernels' memory. May be changed between runs. */
  readonly constants: Constants;
  readonly threads: number;
  readonly #module: WebAssembly.Module;
  readonly #memory: WebAssembly.Memory;
  readonly #layout: RowLayout;
  readonly #rowsForThreads: number;
  /** The calling thread's own place in the memory is behind those of the others. */
  readonly #own: RowPlace;
  #started: Promise<Threads<RowSetup, RowJob>> | null = null;
  #last: Promise<void> = Promise.resolve();
  #lastData: WeakRef<ArrayBufferLike> | null = null;

  private constructor(
    module: WebAssembly.Module,
    memory: WebAssembly.Memory,
    layout: RowLayout,
    constants: Constants,
    threads: number,
    rowsForThreads: number,
  ) {
    this.#module = module;
    this.#memory = memory;
    this.#layout = layout;
    this.constants = constants;
    this.threads = threads;
    this.#rowsForThreads = rowsForThreads;
    this.#own = createRowPlace(module, memory, layout, threads);
  }

  /**
   * Prepares the memory. Starts no threads yet.
   *
   * @throws {Error} when the kernels cannot run here
   * @throws {RangeError} when more than 2 GiB of memory would be needed
   */
  static async create<Constants extends Record<string, ConstantArray>>(
    options: RowPoolOptions<Constants>,
  ): Promise<RowPool<Constants>> {
    const {
      cols,
      constants,
      scratchBytes = 0,
      blockRows = 1024,
      rowsForThreads = 20_000,
      threads = navigator.hardwareConcurrency,
    } = options;
    const { module } = await compileKernels();
    const layout = layOutRows({ cols, blockRows, scratchBytes, constants, places: threads + 1 });
    const memory = createMemory(layout.bytes);
    const placed = placeConstants(constants, layout, memory);
    return new RowPool(module, memory, layout, placed, threads, rowsForThreads);
  }

  /** How many blocks so many rows have. */
  blocks(rows: number): number {
    return Math.ceil(rows / this.#layout.blockRows);
  }

  /**
   * Runs a task over all rows.
   *
   * @param x row-major values; copied first unless they lie in shared memory already
   * @param args see the task
   * @param results arrays that the task writes to, of {@linkcode sharedArray}
   * @throws {Error} when a thread fails, or when the pool is disposed of meanwhile
   */
  run<Name extends RowTaskName>(
    task: Name,
    { data, rows }: { data: Float32Array; rows: number },
    args: RowTaskArgs<Name>,
    results: RowTaskResults<Name>,
    options: CallOptions = {},
  ): Promise<void> {
    const run = this.#last.then(() => {
      const isShared = data.buffer instanceof SharedArrayBuffer;
      const isNewData = !isShared || this.#lastData?.deref() !== data.buffer;
      if (isNewData) {
        countSharedMemory(data.byteLength);
        this.#lastData = new WeakRef(data.buffer);
      }
      return this.#run({ task, data, isNewData, rows, args, results }, options);
    });
    this.#last = run.catch(() => {});
    return run;
  }

  async #run(job: RowJob, options: CallOptions): Promise<void> {
    if (job.rows < this.#rowsForThreads || this.threads === 1) {
      return await this.#runHere(job, options);
    }
    const threads = await (this.#started ??= this.#start());
    await threads.run({ ...job, data: shareFloats(job.data) }, this.blocks(job.rows), options);
  }

  #start(): Promise<Threads<RowSetup, RowJob>> {
    const worker = new URL("./worker.ts", import.meta.url);
    const [module, memory, layout] = [this.#module, this.#memory, this.#layout];
    return Threads.start(
      worker,
      this.threads,
      (thread, control) => ({ module, memory, layout, control, thread }),
    );
  }

  async #runHere(job: RowJob, { signal, onProgress }: CallOptions): Promise<void> {
    signal?.throwIfAborted();
    const work = rowWork(this.#own, job);
    let turn = performance.now();
    for (let item = 0; item < work.items; item++) {
      if (performance.now() - turn > TURN_MS) {
        await setTimeout();
        signal?.throwIfAborted();
        onProgress?.(item / work.items);
        turn = performance.now();
      }
      work.run(item);
    }
  }

  /** Ends the threads; a run in progress on them fails. */
  [Symbol.dispose](): void {
    this.#started?.then((threads) => threads[Symbol.dispose](), () => {});
  }
}

/** Types of arrays that threads can share. */
type ArrayType<A> = new (buffer: SharedArrayBuffer, byteOffset: number, length: number) => A;

/**
 * Zeros in shared memory, for results.
 *
 * @param type such as `Float32Array`
 */
export function sharedArray<A extends ConstantArray>(
  type: ArrayType<A> & { BYTES_PER_ELEMENT: number },
  length: number,
): A {
  return new type(new SharedArrayBuffer(length * type.BYTES_PER_ELEMENT), 0, length);
}

function placeConstants<Constants extends Record<string, ConstantArray>>(
  constants: Constants,
  layout: RowLayout,
  memory: WebAssembly.Memory,
): Constants {
  const placed = Object.entries(constants).map(([name, array]) => {
    const type = array.constructor as ArrayType<ConstantArray>;
    const place = new type(
      memory.buffer as unknown as SharedArrayBuffer,
      layout.constants[name],
      array.length,
    );
    place.set(array);
    return [name, place];
  });
  return Object.fromEntries(placed);
}
