/**
 * Training of a network: epochs, validation and early stopping.
 *
 * @module
 */
import { createRandom } from "../../random.ts";
import { createTrainer } from "../../tensor/engine.ts";
import { initialWeights, type Network, type Weights } from "../../tensor/network.ts";
import type { EngineFacts, Objective, Samples } from "../../tensor/trainer.ts";
import { type FitOptions, type Matrix, TrainingError } from "../detector.ts";
import { splitRows } from "./split_rows.ts";
import type { TrainingParams } from "./training_params.ts";

/** Norm above which a gradient is shortened: that of batches with extreme rows, once under way. */
const GRADIENT_LIMIT = 0.1;

/** Decay of the running average of the weights: over about the last 200 steps. */
const AVERAGE_DECAY = 0.995;

/** What a network is to learn, and how. */
export interface NetworkTask {
  network: Network;
  objective: Objective;
  params: TrainingParams;
}

/** A network that has learnt. */
export interface TrainedNetwork {
  weights: Weights;
  /** What it was trained by. */
  facts: EngineFacts;
}

/**
 * Trains a network on the rows of `x`, with Adam. A part of the rows is set aside: see
 * {@linkcode splitRows} for which. Training ends when their loss has not become lower for
 * `patience` epochs. Validated and returned is a running average of the weights, which does not
 * jitter as the optimiser's own weights do.
 *
 * @returns the averaged weights of the epoch with the lowest validation loss
 * @throws {RangeError} when there are fewer than two rows
 * @throws {TrainingError} when the loss is not a finite number
 */
export async function fitNetwork(
  x: Matrix,
  { network, objective, params }: NetworkTask,
  { seed, signal, onProgress }: FitOptions,
): Promise<TrainedNetwork> {
  if (x.rows < 2) throw new RangeError("A neural network needs at least two training rows.");
  signal?.throwIfAborted();
  const { epochs, patience, batchSize, learningRate } = params;
  const random = createRandom(seed);
  const { training, validation } = splitRows(x.rows, {
    share: params.validationSplit,
    order: network.steps > 1 ? "tail" : "random",
    labels: objective.type === "classification" ? objective.labels : undefined,
  }, random);
  await using trainer = await createTrainer({
    network,
    weights: initialWeights(network, random),
    samples: toSamples(x),
    objective,
    batchSize,
    learningRate,
    gradientLimit: GRADIENT_LIMIT,
    averageDecay: AVERAGE_DECAY,
    seed,
  });
  let best: { loss: number; epoch: number; weights: Weights } | undefined;

  for (let epoch = 1; epoch <= epochs; epoch++) {
    random.shuffle(training);
    const loss = await trainer.epoch(training, {
      signal,
      onProgress: (share) => onProgress?.({ fraction: (epoch - 1 + share) / epochs }),
    });
    const validationLoss = await trainer.evaluate(validation, { signal });
    if (!Number.isFinite(loss + validationLoss)) {
      throw new TrainingError(
        `The loss in epoch ${epoch} is not a finite number. A lower learning rate than ` +
          `${learningRate} or another scaling of the features may help.`,
      );
    }
    if (!best || validationLoss < best.loss) {
      best = { loss: validationLoss, epoch, weights: trainer.weights() };
    }
    const ends = epoch === epochs || epoch - best.epoch >= patience;
    onProgress?.({ fraction: ends ? 1 : epoch / epochs, epoch, epochs, loss, validationLoss });
    if (ends) break;
  }
  return { weights: best!.weights, facts: trainer.facts };
}

/** A matrix as engines take it. */
export function toSamples({ data, rows, cols, starts }: Matrix): Samples {
  return { data, rows, columns: cols, starts };
}
