import { setTimeout } from "node:timers/promises";
import type { Network, Weights } from "../network.ts";
import type { CallOptions, EngineFacts, ErrorMeasure, Evaluator, Samples } from "../trainer.ts";
import { BLOCK_ROWS, type ScoreJob } from "./jobs.ts";
import { compileKernels, createMemory } from "./kernels.ts";
import { packWeights } from "./layout.ts";
import { type Plan, planScoring } from "./memory_map.ts";
import { type Pool, startPool } from "./pool.ts";
import { lastStep } from "./program.ts";
import { fillConsecutive } from "./windows.ts";
import { scoreRows } from "./score_work.ts";
import { countSharedMemory, shareSamples } from "./shared.ts";
import { createThreadState, type ThreadState } from "./thread_state.ts";

/** Rows below which threads are not worth their start. */
const ROWS_FOR_THREADS = 20_000;

/** Milliseconds after which the calling thread looks at other things. */
const TURN_MS = 20;

/** Scoring with our own kernels: small jobs on the calling thread, large ones on several. */
export class KernelEvaluator implements Evaluator {
  readonly facts: EngineFacts;
  readonly #module: WebAssembly.Module;
  readonly #memory: WebAssembly.Memory;
  readonly #plan: Plan;
  /** The calling thread's own place in the memory is behind those of the others. */
  readonly #own: ThreadState;
  #pool: Promise<Pool> | null = null;
  #last: Promise<unknown> = Promise.resolve();

  private constructor(
    module: WebAssembly.Module,
    memory: WebAssembly.Memory,
    plan: Plan,
    facts: EngineFacts,
  ) {
    this.#module = module;
    this.#memory = memory;
    this.#plan = plan;
    this.facts = facts;
    this.#own = createThreadState(module, memory, plan, facts.threads);
  }

  /**
   * Hands a trained network to the kernels.
   *
   * @param threads at most; the number of cores by default
   * @throws {Error} when the kernels cannot run here
   */
  static async create(
    network: Network,
    weights: Weights,
    threads: number = navigator.hardwareConcurrency,
  ): Promise<KernelEvaluator> {
    const { module, fusedMultiplyAdd } = await compileKernels();
    const plan = planScoring(network, threads + 1);
    const { map, program: { layout } } = plan;
    const memory = createMemory(map.bytes);
    const first = map.weights / 4;
    const parameters = new Float32Array(memory.buffer).subarray(first, first + layout.length);
    packWeights(layout, weights, parameters);
    const facts = { engine: "kernels", threads, fusedMultiplyAdd } as const;
    return new KernelEvaluator(module, memory, plan, facts);
  }

  outputs(samples: Samples, from: number, to: number): Float32Array {
    const { program, heap, map, plan: { program: { maxRows, layout } } } = this.#own;
    const units = layout.arrays.at(-1)!.shape[0];
    const results = new Float32Array((to - from) * units);
    for (let row = from; row < to; row += maxRows) {
      const count = Math.min(to - row, maxRows);
      const padded = (count + 3) & ~3;
      fillConsecutive(heap, program.input, samples, row, row + count, padded);
      program.forward({ weights: map.weights, rows: padded, key: null });
      const { width } = program.output;
      const output = lastStep(program.output, padded) / 4;
      for (let i = 0; i < count; i++) {
        const numbers = heap.subarray(output + i * width, output + i * width + units);
        results.set(numbers, (row - from + i) * units);
      }
    }
    return results;
  }

  errors(
    samples: Samples,
    measure: ErrorMeasure,
    options?: CallOptions,
  ): Promise<Float32Array> {
    return this.#score(samples, measure, options);
  }

  probabilities(samples: Samples, options?: CallOptions): Promise<Float32Array> {
    return this.#score(samples, "first-output", options);
  }

  async #score(
    samples: Samples,
    what: ScoreJob["what"],
    options: CallOptions = {},
  ): Promise<Float32Array> {
    if (samples.rows < ROWS_FOR_THREADS || this.facts.threads === 1) {
      return await this.#scoreHere(samples, what, options);
    }
    const scores = this.#last.then(() => this.#scoreOnThreads(samples, what, options));
    this.#last = scores.catch(() => {});
    return await scores;
  }

  async #scoreOnThreads(
    samples: Samples,
    what: ScoreJob["what"],
    options: CallOptions,
  ): Promise<Float32Array> {
    const { threads } = this.facts;
    const pool = await (this.#pool ??= startPool(
      this.#module,
      this.#memory,
      this.#plan,
      threads,
    ));
    const scores = new Float32Array(new SharedArrayBuffer(4 * samples.rows));
    countSharedMemory(samples.data.byteLength);
    await pool.run(
      { type: "score", samples: shareSamples(samples), what, scores },
      Math.ceil(samples.rows / BLOCK_ROWS),
      options,
    );
    return scores;
  }

  async #scoreHere(
    samples: Samples,
    what: ScoreJob["what"],
    { signal, onProgress }: CallOptions,
  ): Promise<Float32Array> {
    signal?.throwIfAborted();
    const scores = new Float32Array(samples.rows);
    let turn = performance.now();
    for (let from = 0; from < samples.rows; from += BLOCK_ROWS) {
      if (performance.now() - turn > TURN_MS) {
        await setTimeout();
        signal?.throwIfAborted();
        onProgress?.(from / samples.rows);
        turn = performance.now();
      }
      const to = Math.min(samples.rows, from + BLOCK_ROWS);
      scoreRows(this.#own, { samples, what }, from, to, scores);
    }
    return scores;
  }

  [Symbol.dispose](): void {
    this.#pool?.then((pool) => pool[Symbol.dispose](), () => {});
  }
}
