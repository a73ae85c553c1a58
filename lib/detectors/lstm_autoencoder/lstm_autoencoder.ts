/**
 * The LSTM autoencoder.
 *
 * @module
 */
import type { Layer, Network } from "../../compute/network.ts";
import type { Detector, DetectorFactory, DetectorState } from "../detector.ts";
import { lstmAutoencoderDefinition } from "./definition.ts";
import {
  createReconstruction,
  learnReconstruction,
  loadReconstruction,
  type ReconstructionRecipe,
} from "../neural/reconstruction_detector.ts";
import type { RecurrentParams } from "../neural/training_params.ts";
import type { Params } from "../../learning/params.ts";

/** Parameters of an LSTM autoencoder. */
export interface LstmAutoencoderParams extends RecurrentParams {
  /** Units of the encoder's LSTM layers, the last one being the bottleneck; the decoder mirrors them. */
  layers: number[];
  /** Rows in a window: the row that is scored and those before it. */
  window: number;
  /** Share of each LSTM layer's outputs that training sets to zero. */
  dropout: number;
}

/**
 * LSTM autoencoder: an encoder reads a window of rows into the last state of its last layer, and a
 * decoder writes the window again from that state alone. It is trained on windows of normal rows,
 * by the mean squared error over all their rows. The score of a row is the mean squared
 * reconstruction error over the columns of the last row of its window, which is the row itself.
 *
 * The window of a row is the row and those before it in its sequence; at the start of a sequence,
 * where there are too few, its first row is repeated. With windows of more than one row, training
 * is validated on the last rows in place of random ones.
 *
 * Weak where the order of rows means nothing (a window then adds noise), and where attacks are
 * among the training rows. Cost grows with the window and with the square of the units.
 *
 * Sources: P. Malhotra et al., "LSTM-based Encoder-Decoder for Multi-sensor Anomaly Detection",
 * ICML Anomaly Detection Workshop 2016; S. Hochreiter and J. Schmidhuber, "Long Short-Term Memory",
 * Neural Computation 9 (8), 1997.
 */
const LSTM_AUTOENCODER: ReconstructionRecipe<LstmAutoencoderParams> = {
  definition: lstmAutoencoderDefinition,
  name: "LSTM autoencoder",
  network: lstmAutoencoderNetwork,
  learn: learnReconstruction,
};

/** The network of an LSTM autoencoder. */
export function lstmAutoencoderNetwork(
  columns: number,
  { layers, window, dropout }: LstmAutoencoderParams,
): Network {
  const stack: Layer[] = [];
  const push = (layer: Layer) => {
    stack.push(layer);
    if (dropout > 0) stack.push({ type: "dropout", rate: dropout });
  };
  layers.forEach((units, i) => push({ type: "lstm", units, sequences: i < layers.length - 1 }));
  stack.push({ type: "repeat" });
  for (const units of layers.toReversed()) push({ type: "lstm", units, sequences: true });
  stack.push({ type: "dense", units: columns, activation: "linear" });
  return { columns, steps: window, layers: stack };
}

/**
 * A new LSTM autoencoder, not fitted yet.
 *
 * @param params see {@linkcode LstmAutoencoderParams}; defaults stand in for what is left out
 * @throws {z.ZodError} when parameters are unknown or out of range
 *
 * @example
 * ```ts
 * import { createLstmAutoencoder } from "./lstm_autoencoder.ts";
 *
 * const data = Float32Array.from({ length: 400 }, (_, i) => Math.sin(i));
 * const x = { data, rows: 200, cols: 2, names: ["count", "bytes"] };
 * const detector = createLstmAutoencoder({ layers: [8], window: 4, epochs: 2 });
 * await detector.fit(x, { seed: 1 });
 * const scores = await detector.score(x); // one a row
 * detector.dispose();
 * ```
 */
export function createLstmAutoencoder(params: Params = {}): Detector {
  return createReconstruction(LSTM_AUTOENCODER, params);
}

/**
 * An LSTM autoencoder from what `save` gave.
 *
 * @throws {TypeError} when the state is damaged
 */
export async function loadLstmAutoencoder(state: DetectorState): Promise<Detector> {
  return await loadReconstruction(LSTM_AUTOENCODER, state);
}

/** How the registry makes it. */
export const factory: DetectorFactory = {
  create: createLstmAutoencoder,
  load: loadLstmAutoencoder,
};
