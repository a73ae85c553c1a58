import type { CallOptions, EngineFacts, Trainer, TrainerOptions } from "../trainer.ts";
import type { Weights } from "../network.ts";
import { BLOCK_ROWS, type Classes } from "./jobs.ts";
import { compileKernels, createMemory, instantiateKernels } from "./kernels.ts";
import { packWeights, unpackWeights } from "./layout.ts";
import { microBatchesOf, type Plan, planTraining } from "./memory_map.ts";
import { type Pool, startPool } from "./pool.ts";
import { shareBytes, shareIndices, shareSamples } from "./shared.ts";

/** Training with our own kernels, on threads. */
export class KernelTrainer implements Trainer {
  readonly facts: EngineFacts;
  readonly #options: TrainerOptions;
  readonly #classes: Classes | null;
  readonly #plan: Plan;
  readonly #heap: Float32Array;
  readonly #pool: Pool;
  #steps = 0;

  private constructor(
    options: TrainerOptions,
    plan: Plan,
    heap: Float32Array,
    pool: Pool,
    facts: EngineFacts,
  ) {
    const { objective } = options;
    this.#options = { ...options, samples: shareSamples(options.samples) };
    this.#classes = objective.type === "classification"
      ? { labels: shareBytes(objective.labels), classWeights: objective.classWeights }
      : null;
    this.#plan = plan;
    this.#heap = heap;
    this.#pool = pool;
    this.facts = facts;
  }

  /**
   * Starts threads and hands the network to them.
   *
   * @throws {Error} when the kernels cannot run here
   * @throws {RangeError} when the network is too large
   */
  static async start(options: TrainerOptions): Promise<KernelTrainer> {
    const { network, weights, objective, batchSize } = options;
    const { module, fusedMultiplyAdd } = await compileKernels();
    const most = options.threads ?? navigator.hardwareConcurrency;
    const threads = Math.max(1, Math.min(most, microBatchesOf(batchSize)));
    const plan = planTraining(network, objective.type, batchSize, threads);
    const { map, program: { layout } } = plan;
    const memory = createMemory(map.bytes);
    const heap = new Float32Array(memory.buffer);
    const at = (address: number) => heap.subarray(address / 4, address / 4 + layout.length);
    packWeights(layout, weights, at(map.weights));
    packWeights(layout, weights, at(map.average));
    const kernels = instantiateKernels(module, memory);
    for (const { role, offset, rows, cols } of layout.arrays) {
      if (role === "bias") continue;
      const [target, source] = [map.transposed + 4 * offset, map.weights + 4 * offset];
      kernels.transpose(target, source, rows, cols, rows, cols);
    }
    const pool = await startPool(module, memory, plan, threads);
    const facts = { engine: "kernels", threads, fusedMultiplyAdd } as const;
    return new KernelTrainer(options, plan, heap, pool, facts);
  }

  async epoch(order: Uint32Array, options?: CallOptions): Promise<number> {
    const { samples, batchSize, learningRate, gradientLimit, averageDecay, seed } = this.#options;
    const { microBatches, program: { layout: { chunks } } } = this.#plan;
    const steps = Math.ceil(order.length / batchSize);
    const losses = new Float64Array(new SharedArrayBuffer(8 * microBatches));
    const norms = new Float32Array(new SharedArrayBuffer(4 * chunks.length));
    const stepsBefore = this.#steps;
    this.#steps += steps;
    await this.#pool.run(
      {
        type: "train",
        samples,
        classes: this.#classes,
        order: shareIndices(order),
        batchSize,
        learningRate,
        gradientLimit,
        averageDecay,
        seed,
        stepsBefore,
        losses,
        norms,
      },
      steps * (microBatches + 2 * chunks.length),
      options,
    );
    return sum(losses) / order.length;
  }

  async evaluate(rows: Uint32Array, options?: CallOptions): Promise<number> {
    const blocks = Math.ceil(rows.length / BLOCK_ROWS);
    const losses = new Float64Array(new SharedArrayBuffer(8 * blocks));
    await this.#pool.run(
      {
        type: "evaluate",
        samples: this.#options.samples,
        classes: this.#classes,
        rows: shareIndices(rows),
        weights: this.#resultAddress,
        losses,
      },
      blocks,
      options,
    );
    return sum(losses) / rows.length;
  }

  weights(): Weights {
    const { layout } = this.#plan.program;
    const first = this.#resultAddress / 4;
    return unpackWeights(layout, this.#heap.subarray(first, first + layout.length));
  }

  get #resultAddress(): number {
    const { map } = this.#plan;
    return this.#options.averageDecay === null ? map.weights : map.average;
  }

  [Symbol.asyncDispose](): Promise<void> {
    this.#pool[Symbol.dispose]();
    return Promise.resolve();
  }
}

function sum(values: Float64Array): number {
  return values.reduce((total, value) => total + value, 0);
}
