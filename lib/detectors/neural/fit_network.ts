/**
 * Training of a network: epochs, validation and early stopping.
 *
 * @module
 */
import { createRandom } from "../../base/random.ts";
import { createTrainer } from "../../compute/engine.ts";
import { initialWeights, type Network, type Weights } from "../../compute/network.ts";
import { mixKeys } from "../../compute/mix_keys.ts";
import type { EngineFacts, Objective, Samples, Trainer } from "../../compute/trainer.ts";
import { type FitOptions, TrainingError } from "../detector.ts";
import type { Matrix } from "../../learning/matrix.ts";
import { splitRows } from "./split_rows.ts";
import type { TrainingParams } from "./training_params.ts";

/** Norm above which a gradient is shortened: that of batches with extreme rows, once in progress. */
const GRADIENT_LIMIT = 0.1;

/** Decay of the running average of the weights: over about the last 200 steps. */
const AVERAGE_DECAY = 0.995;

/** What a network is to learn, and how. */
export interface NetworkTask {
  network: Network;
  objective: Objective;
  params: TrainingParams;
  /** Training goes on only while the validation loss becomes lower by more than this; by default 0. */
  minImprovement?: number;
}

/** Networks that have learnt. */
export interface TrainedNetworks {
  /** Of each network. */
  weights: Weights[];
  /** What they were trained by. */
  facts: EngineFacts;
}

/** A network that has learnt. */
export interface TrainedNetwork {
  weights: Weights;
  /** What it was trained by. */
  facts: EngineFacts;
}

/** Trains one network; see {@linkcode fitNetworks}. */
export async function fitNetwork(
  x: Matrix,
  task: NetworkTask,
  options: FitOptions,
): Promise<TrainedNetwork> {
  const { weights: [weights], facts } = await fitNetworks(x, task, 1, options);
  return { weights, facts };
}

/**
 * Trains networks of one kind, from different random beginnings, on the rows of `x`, with Adam. A part
 * of the rows is set aside: see {@linkcode splitRows} for which. Training ends when their mean loss has
 * not become lower for `patience` epochs. Validated and returned is a running average of the weights,
 * which does not jitter as the optimiser's own weights do.
 *
 * @returns the averaged weights of the epoch with the lowest validation loss
 * @throws {RangeError} when there are fewer than two rows
 * @throws {TrainingError} when the loss is not a finite number
 */
export async function fitNetworks(
  x: Matrix,
  { network, objective, params, minImprovement = 0 }: NetworkTask,
  count: number,
  { seed, signal, onProgress }: FitOptions,
): Promise<TrainedNetworks> {
  if (x.rows < 2) throw new RangeError("A neural network needs at least two training rows.");
  signal?.throwIfAborted();
  const { epochs, patience, batchSize, learningRate, engine } = params;
  const random = createRandom(seed);
  const { training, validation } = splitRows(x.rows, {
    share: params.validationSplit,
    order: network.steps > 1 ? "tail" : "random",
    labels: objective.type === "classification" ? objective.labels : undefined,
  }, random);
  await using started = new AsyncDisposableStack();
  const trainers: Trainer[] = [];
  for (let member = 0; member < count; member++) {
    const trainer = await createTrainer({
      network,
      weights: initialWeights(network, random),
      samples: toSamples(x),
      objective,
      batchSize,
      learningRate,
      gradientLimit: GRADIENT_LIMIT,
      averageDecay: AVERAGE_DECAY,
      seed: member === 0 ? seed : mixKeys(seed, member) >>> 0,
    }, engine);
    trainers.push(started.use(trainer));
  }
  let improved = { loss: Infinity, epoch: 0 };
  let best: { loss: number; epoch: number; weights: Weights[] } | undefined;

  for (let epoch = 1; epoch <= epochs; epoch++) {
    let loss = 0;
    let validationLoss = 0;
    for (const [member, trainer] of trainers.entries()) {
      random.shuffle(training);
      loss += await trainer.epoch(training, {
        signal,
        onProgress: (share) =>
          onProgress?.({ fraction: (epoch - 1 + (member + share) / count) / epochs }),
      }) / count;
      validationLoss += await trainer.evaluate(validation, { signal }) / count;
    }
    if (!Number.isFinite(loss + validationLoss)) {
      throw new TrainingError(
        `The loss in epoch ${epoch} is not a finite number. A lower learning rate than ` +
          `${learningRate} or another scaling of the features may help.`,
      );
    }
    if (validationLoss < improved.loss - minImprovement) {
      improved = { loss: validationLoss, epoch };
    }
    if (!best || validationLoss < best.loss) {
      best = { loss: validationLoss, epoch, weights: trainers.map((each) => each.weights()) };
    }
    const ends = epoch === epochs || epoch - improved.epoch >= patience;
    onProgress?.({ fraction: ends ? 1 : epoch / epochs, epoch, epochs, loss, validationLoss });
    if (ends) break;
  }
  return { weights: best!.weights, facts: trainers[0].facts };
}

/** A matrix as engines take it. */
export function toSamples({ data, rows, cols, starts }: Matrix): Samples {
  return { data, rows, columns: cols, starts };
}
