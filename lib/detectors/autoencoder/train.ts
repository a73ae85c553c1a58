/**
 * Training of a dense autoencoder: epochs, validation and early stopping.
 *
 * @module
 */
import { createRandom, type Random } from "../../random.ts";
import { createAdam } from "../../tensor/adam.ts";
import { clipGradients } from "../../tensor/clip_gradients.ts";
import {
  type DenseShape,
  DenseStack,
  type DenseWeights,
  initialWeights,
} from "../../tensor/dense_stack.ts";
import type { TensorFlow } from "../../tensor/start.ts";
import { createWeightAverage } from "../../tensor/weight_average.ts";
import type { FitOptions, Matrix } from "../detector.ts";
import { createPacer } from "../pacer.ts";
import { reconstructionErrors } from "./reconstruction_error.ts";

/** How an autoencoder is trained. */
export interface TrainingParams {
  /** Epochs at most. */
  epochs: number;
  /** Rows for each step of the optimiser. */
  batchSize: number;
  learningRate: number;
  /** Epochs without a better validation loss after which training ends. */
  patience: number;
  /** Share of the rows that is set aside for validation. */
  validationSplit: number;
}

/** Norm above which a gradient is shortened: that of batches with extreme rows, once under way. */
const GRADIENT_LIMIT = 0.1;

/** Decay of the running average of the weights, see `weight_average.ts`. */
const AVERAGE_DECAY = 0.995;

/** Milliseconds after which progress within an epoch is told. */
const REPORT_INTERVAL = 500;

/** Rows that are validated at once. */
const VALIDATION_ROWS = 4096;

/**
 * Trains a stack to reproduce the rows of `x`. Validated and returned is a running average of the
 * weights, which does not jitter as the optimiser's own weights do.
 *
 * @returns the averaged weights of the epoch with the lowest validation loss
 * @throws {RangeError} when there are fewer than two rows
 * @throws {Error} when the loss is not a finite number
 */
export async function train(
  tf: TensorFlow,
  shapes: readonly DenseShape[],
  x: Matrix,
  params: TrainingParams,
  { seed, signal, onProgress }: FitOptions,
): Promise<DenseWeights> {
  const random = createRandom(seed);
  const { training, validation } = split(x.rows, params.validationSplit, random);
  const weights = initialWeights(shapes, random);
  const adam = createAdam(weights.map(({ length }) => length), params);
  const pace = createPacer(signal);
  const batch = new Float32Array(Math.min(params.batchSize, training.length) * x.cols);
  let reported = performance.now();
  const average = createWeightAverage(weights, AVERAGE_DECAY);
  let best: { loss: number; epoch: number; weights: DenseWeights } | undefined;

  for (let epoch = 1; epoch <= params.epochs; epoch++) {
    random.shuffle(training);
    let sum = 0;
    for (let from = 0; from < training.length; from += params.batchSize) {
      await pace();
      const rows = training.subarray(from, from + params.batchSize);
      const stack = new DenseStack(tf, shapes, weights);
      const { loss, gradients } = stack.gradients(gatherRows(x, rows, batch), rows.length);
      stack.dispose();
      clipGradients(gradients, GRADIENT_LIMIT);
      adam.step(weights, gradients);
      average.update(weights);
      sum += loss * rows.length;
      if (performance.now() - reported > REPORT_INTERVAL) {
        reported = performance.now();
        onProgress?.({ fraction: (epoch - 1 + from / training.length) / params.epochs });
      }
    }
    const loss = sum / training.length;
    const validationLoss = await validate(tf, shapes, average.values, x, validation, pace);
    if (!Number.isFinite(loss + validationLoss)) {
      throw new Error(
        `The loss in epoch ${epoch} is not a finite number. A lower learning rate than ` +
          `${params.learningRate} or another scaling of the features may help.`,
      );
    }
    if (!best || validationLoss < best.loss) {
      const weights = average.values.map((array) => array.slice());
      best = { loss: validationLoss, epoch, weights };
    }
    const ends = epoch === params.epochs || epoch - best.epoch >= params.patience;
    const fraction = ends ? 1 : epoch / params.epochs;
    reported = performance.now();
    onProgress?.({ fraction, epoch, epochs: params.epochs, loss, validationLoss });
    if (ends) break;
  }
  return best!.weights;
}

/** Row indices in random order, cut in two; each part has at least one. */
function split(rows: number, validationShare: number, random: Random) {
  if (rows < 2) throw new RangeError("An autoencoder needs at least two training rows.");
  const indices = Uint32Array.from({ length: rows }, (_, row) => row);
  random.shuffle(indices);
  const count = Math.min(rows - 1, Math.max(1, Math.round(rows * validationShare)));
  return { validation: indices.subarray(0, count), training: indices.subarray(count) };
}

/** Mean reconstruction error of some rows. */
async function validate(
  tf: TensorFlow,
  shapes: readonly DenseShape[],
  weights: DenseWeights,
  x: Matrix,
  indices: Uint32Array,
  pace: () => Promise<void>,
): Promise<number> {
  const stack = new DenseStack(tf, shapes, weights);
  const chunk = new Float32Array(Math.min(VALIDATION_ROWS, indices.length) * x.cols);
  let sum = 0;
  try {
    for (let from = 0; from < indices.length; from += VALIDATION_ROWS) {
      await pace();
      const rows = indices.subarray(from, from + VALIDATION_ROWS);
      const values = gatherRows(x, rows, chunk);
      const errors = reconstructionErrors(values, stack.reconstruct(values, rows.length), x.cols);
      for (const error of errors) sum += error;
    }
  } finally {
    stack.dispose();
  }
  return sum / indices.length;
}

/** Copies rows of the matrix one after the other to the start of `target`. */
function gatherRows({ data, cols }: Matrix, rows: Uint32Array, target: Float32Array): Float32Array {
  for (let i = 0; i < rows.length; i++) {
    target.set(data.subarray(rows[i] * cols, (rows[i] + 1) * cols), i * cols);
  }
  return target.subarray(0, rows.length * cols);
}
