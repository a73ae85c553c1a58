/**
 * Training by TensorFlow.js.
 *
 * @module
 */
import { createRandom } from "../../../base/random.ts";
import { createAdam } from "../../adam.ts";
import { clipGradients } from "../../clip_gradients.ts";
import type { Weights } from "../../network.ts";
import { startTensorFlow } from "../start.ts";
import type { CallOptions, Objective, Trainer, TrainerOptions } from "../../trainer.ts";
import { createWeightAverage } from "../../weight_average.ts";
import { gatherWindows } from "../../windows.ts";
import { inChunks } from "./chunks.ts";
import { engineFacts } from "./facts.ts";
import { TfjsNetwork } from "./tfjs_network.ts";

/** Threads that TensorFlow.js can use. */
const MOST_THREADS = 8;

/** Rows of windows that are evaluated at once. */
const EVALUATION_ROWS = 4096;

/**
 * A trainer on TensorFlow.js's WebAssembly backend, on the calling thread. It returns to the event
 * loop between batches. It takes one thread unless it is given more: the backend's threads meet after
 * each operation, which costs more than they save on batches of some hundred rows.
 *
 * @throws {RangeError} when the network cannot learn the objective
 */
export async function createTfjsTrainer(options: TrainerOptions): Promise<Trainer> {
  const { network, samples, objective, batchSize, gradientLimit, averageDecay, threads = 1 } =
    options;
  const { tf, facts } = await startTensorFlow({ threads: Math.min(threads, MOST_THREADS) });
  const weights = options.weights.map((array) => array.slice());
  const model = new TfjsNetwork(tf, network, weights);
  try {
    model.checkObjective(objective);
  } catch (error) {
    model.dispose();
    throw error;
  }
  const random = createRandom(options.seed);
  const adam = createAdam(weights.map(({ length }) => length), options);
  const average = averageDecay === null ? null : createWeightAverage(weights, averageDecay);
  const windowSize = network.steps * network.columns;
  const evaluationRows = Math.max(1, Math.floor(EVALUATION_ROWS / network.steps));
  const buffer = new Float32Array(Math.max(batchSize, evaluationRows) * windowSize);

  const windowsOf = (rows: Uint32Array) => gatherWindows(samples, network.steps, rows, buffer);

  async function epoch(order: Uint32Array, options?: CallOptions): Promise<number> {
    let sum = 0;
    await inChunks(order.length, batchSize, options, (from, to) => {
      const rows = order.subarray(from, to);
      const { loss, gradients } = model.gradients(windowsOf(rows), of(objective, rows), random);
      if (gradientLimit !== null) clipGradients(gradients, gradientLimit);
      adam.step(weights, gradients);
      average?.update(weights);
      model.setWeights(weights);
      sum += loss * rows.length;
    });
    return sum / order.length;
  }

  async function evaluate(rows: Uint32Array, options?: CallOptions): Promise<number> {
    const judge = average ? new TfjsNetwork(tf, network, average.values) : model;
    let sum = 0;
    try {
      await inChunks(rows.length, evaluationRows, options, (from, to) => {
        const chunk = rows.subarray(from, to);
        sum += judge.loss(windowsOf(chunk), of(objective, chunk)) * chunk.length;
      });
    } finally {
      if (average) judge.dispose();
    }
    return sum / rows.length;
  }

  return {
    facts: engineFacts(facts),
    epoch,
    evaluate,
    weights: (): Weights => (average?.values ?? weights).map((array) => array.slice()),
    // deno-lint-ignore require-await
    [Symbol.asyncDispose]: async () => model.dispose(),
  };
}

/** The objective with the labels of some rows only. */
function of(objective: Objective, rows: Uint32Array): Objective {
  if (objective.type === "reconstruction") return objective;
  return { ...objective, labels: Uint8Array.from(rows, (row) => objective.labels[row]) };
}
