/**
 * Netsift's own engine in the tensor benchmark.
 *
 * @module
 */
import { createRandom } from "../../lib/base/random.ts";
import { createEvaluator, createTrainer } from "../../lib/compute/engine.ts";
import type { EngineFacts, Evaluator, Samples, Trainer } from "../../lib/compute/trainer.ts";
import type { Side, Task, Turn } from "./side.ts";

/** The engine with the settings that detectors train with. */
export class OwnSide implements Side {
  readonly name = "ours";
  readonly peer = "ours";
  readonly #random = createRandom(1);
  #task!: Task;
  #samples!: Samples;
  #trainer?: Trainer;
  #evaluator?: Evaluator;
  #facts = "";

  async start(task: Task): Promise<void> {
    await this.#end();
    const { network, rows, batchSize, action } = task.case;
    this.#task = task;
    this.#samples = { data: task.data, rows, columns: network.columns };
    if (action === "score") {
      this.#evaluator = await createEvaluator(network, task.weights);
      this.#say(this.#evaluator.facts);
      return;
    }
    this.#trainer = await createTrainer({
      network,
      weights: task.weights,
      samples: this.#samples,
      objective: { type: "reconstruction" },
      batchSize,
      learningRate: 1e-3,
      gradientLimit: 0.1,
      averageDecay: 0.995,
      seed: 1,
      threads: navigator.hardwareConcurrency,
    });
    this.#say(this.#trainer.facts);
  }

  #say(facts: EngineFacts): void {
    const text = `ours: ${JSON.stringify(facts)}`;
    if (text !== this.#facts) console.error(text);
    this.#facts = text;
  }

  async turn(samples: number): Promise<Turn> {
    const start = performance.now();
    let loss = NaN;
    for (let left = samples; left > 0; left -= this.#samples.rows) {
      const count = Math.min(left, this.#samples.rows);
      loss = await (this.#trainer ? this.#train(count) : this.#score(count));
    }
    return { seconds: (performance.now() - start) / 1000, loss };
  }

  async #train(count: number): Promise<number> {
    const order = firstRows(count);
    this.#random.shuffle(order);
    return await this.#trainer!.epoch(order);
  }

  async #score(count: number): Promise<number> {
    const data = this.#samples.data.subarray(0, count * this.#samples.columns);
    const errors = await this.#evaluator!.errors(
      { ...this.#samples, data, rows: count },
      "squared",
    );
    return errors.reduce((sum, error) => sum + error, 0) / count;
  }

  async loss(rows: number): Promise<number> {
    return await (this.#trainer ? this.#trainer.evaluate(firstRows(rows)) : this.#score(rows));
  }

  async #end(): Promise<void> {
    await this.#trainer?.[Symbol.asyncDispose]();
    this.#evaluator?.[Symbol.dispose]();
    this.#trainer = undefined;
    this.#evaluator = undefined;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#end();
  }
}

function firstRows(count: number): Uint32Array {
  return Uint32Array.from({ length: count }, (_, row) => row);
}
