/**
 * The dense autoencoder.
 *
 * @module
 */
import { z } from "zod";
import {
  type DenseShape,
  denseShapes,
  DenseStack,
  type DenseWeights,
} from "../tensor/dense_stack.ts";
import { loadLayersModel, saveLayersModel } from "../tensor/layers_model.ts";
import { startTensorFlow, type TensorFlow } from "../tensor/start.ts";
import { reconstructionErrors, squaredError } from "./autoencoder/reconstruction_error.ts";
import { train, type TrainingParams } from "./autoencoder/train.ts";
import { autoencoderDefinition } from "./autoencoder_definition.ts";
import type {
  Contribution,
  Detector,
  DetectorState,
  FitOptions,
  Matrix,
  ScoreOptions,
} from "./detector.ts";
import { createPacer } from "./pacer.ts";
import { type Params, paramsSchema } from "./params.ts";

/** Parameters of an autoencoder. */
export interface AutoencoderParams extends TrainingParams {
  /** Widths of the encoder's layers, the last one being the bottleneck; the decoder mirrors them. */
  hidden: number[];
}

/** What is there after a fit. */
interface Fitted {
  tf: TensorFlow;
  shapes: DenseShape[];
  weights: DenseWeights;
  /** The same weights where they compute. */
  stack: DenseStack;
  names: string[];
}

const FACTS = z.object({ version: z.literal(1), names: z.array(z.string()).min(1) });

/** Rows that are scored at once: enough to be fast, few enough to stay in the cache. */
const CHUNK_ROWS = 4096;

/**
 * Autoencoder: a network of dense layers, narrow in the middle, that is trained to reproduce
 * normal rows. The score of a row is its mean squared reconstruction error over the columns: small
 * for what resembles training, without an upper limit.
 *
 * ReLU after each hidden layer, a linear output, mean squared error, Adam. A random part of the
 * rows is set aside; training ends when their loss has not improved for some epochs, and the best
 * weights are kept (a running average of them, which makes results depend less on chance).
 *
 * Weak where attacks stand among the training rows, which it learns too, and where columns differ
 * in scale: a column with large values dominates the score.
 *
 * Source: M. Sakurada and T. Yairi, "Anomaly Detection Using Autoencoders with Nonlinear
 * Dimensionality Reduction", MLSDA 2014.
 */
class Autoencoder implements Detector {
  readonly kind = "autoencoder";
  readonly #params: AutoencoderParams;
  #fitted: Fitted | null = null;

  constructor(params: AutoencoderParams) {
    this.#params = params;
  }

  /** @throws {Error} when training diverges */
  async fit(x: Matrix, options: FitOptions): Promise<void> {
    if (x.cols < 1) throw new RangeError("An autoencoder needs at least one column.");
    options.signal?.throwIfAborted();
    const { tf } = await startTensorFlow();
    const { hidden } = this.#params;
    const shapes = denseShapes([x.cols, ...hidden, ...hidden.slice(0, -1).reverse(), x.cols]);
    const weights = await train(tf, shapes, x, this.#params, options);
    this.use(tf, shapes, weights, [...x.names]);
  }

  async score(x: Matrix, { signal, onProgress }: ScoreOptions = {}): Promise<Float32Array> {
    const { stack, names } = this.#ready();
    if (x.cols !== names.length || x.names.some((name, i) => name !== names[i])) {
      throw new RangeError("The columns differ from those that the autoencoder was fitted on.");
    }
    const scores = new Float32Array(x.rows);
    const pace = createPacer(signal);
    for (let from = 0; from < x.rows; from += CHUNK_ROWS) {
      await pace();
      const to = Math.min(from + CHUNK_ROWS, x.rows);
      const rows = x.data.subarray(from * x.cols, to * x.cols);
      scores.set(reconstructionErrors(rows, stack.reconstruct(rows, to - from), x.cols), from);
      onProgress?.(to / x.rows);
    }
    return scores;
  }

  /**
   * The squared reconstruction error of each column, divided by the number of columns: the weights
   * add up to the score.
   *
   * @throws {RangeError} when the row has another number of columns
   */
  // deno-lint-ignore require-await
  async explain(row: Float32Array): Promise<Contribution[]> {
    const { stack, names } = this.#ready();
    if (row.length !== names.length) {
      throw new RangeError(`The row has ${row.length} columns in place of ${names.length}.`);
    }
    const reconstruction = stack.reconstruct(row, 1);
    return Array.from(row, (value, column) => ({
      column,
      weight: squaredError(value, reconstruction[column]) / row.length,
    }));
  }

  /** The network is kept as a TensorFlow.js layers model, `model.json` and `weights.bin`. */
  async save(): Promise<DetectorState> {
    const { tf, shapes, weights, names } = this.#ready();
    const facts: z.infer<typeof FACTS> = { version: 1, names };
    return {
      kind: this.kind,
      params: { ...this.#params },
      data: facts,
      files: await saveLayersModel(tf, shapes, weights),
    };
  }

  dispose(): void {
    this.#fitted?.stack.dispose();
    this.#fitted = null;
  }

  /** Takes trained weights. */
  use(tf: TensorFlow, shapes: DenseShape[], weights: DenseWeights, names: string[]): void {
    this.dispose();
    this.#fitted = { tf, shapes, weights, names, stack: new DenseStack(tf, shapes, weights) };
  }

  #ready(): Fitted {
    if (!this.#fitted) throw new Error("The autoencoder is not fitted.");
    return this.#fitted;
  }
}

/**
 * A new autoencoder, not fitted yet.
 *
 * @param params see {@linkcode AutoencoderParams}; defaults stand in for what is left out
 * @throws {z.ZodError} when parameters are unknown or out of range
 *
 * @example
 * ```ts
 * import { createAutoencoder } from "./autoencoder.ts";
 *
 * const data = Float32Array.from({ length: 2000 }, (_, i) => Math.sin(i));
 * const x = { data, rows: 1000, cols: 2, names: ["count", "bytes"] };
 * const autoencoder = createAutoencoder({ hidden: [8, 1], epochs: 5 });
 * await autoencoder.fit(x, { seed: 1 });
 * const scores = await autoencoder.score(x); // one a row
 * autoencoder.dispose();
 * ```
 */
export function createAutoencoder(params: Params = {}): Detector {
  return new Autoencoder(parse(params));
}

/**
 * An autoencoder from what `save` gave.
 *
 * @throws {TypeError} when the state is damaged
 */
export async function loadAutoencoder(state: DetectorState): Promise<Detector> {
  const facts = FACTS.safeParse(state.data);
  if (!facts.success) {
    throw new TypeError(`A saved autoencoder is damaged.\n${z.prettifyError(facts.error)}`);
  }
  const { tf } = await startTensorFlow();
  const { shapes, weights } = await loadLayersModel(tf, state.files);
  const { names } = facts.data;
  if (shapes[0].inputs !== names.length || shapes.at(-1)!.units !== names.length) {
    throw new TypeError("A saved autoencoder is damaged: its network has other columns.");
  }
  const detector = new Autoencoder(parse(state.params));
  detector.use(tf, shapes, weights, names);
  return detector;
}

function parse(params: Params): AutoencoderParams {
  return paramsSchema(autoencoderDefinition.fields).parse(params) as unknown as AutoencoderParams;
}
