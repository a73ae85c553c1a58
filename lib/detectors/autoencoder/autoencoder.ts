/**
 * The dense autoencoder.
 *
 * @module
 */
import type { Activation, Layer, Network } from "../../compute/network.ts";
import type { ErrorMeasure } from "../../compute/trainer.ts";
import { autoencoderDefinition } from "./definition.ts";
import type { Detector, DetectorFactory, DetectorState } from "../detector.ts";
import {
  createReconstruction,
  loadReconstruction,
  type ReconstructionRecipe,
} from "../neural/reconstruction_detector.ts";
import { fitNetworks } from "../neural/fit_network.ts";
import { meanVariance } from "../neural/mean_variance.ts";
import { mergeNetworks } from "../neural/merge_networks.ts";
import type { TrainingParams } from "../neural/training_params.ts";
import type { Params } from "../../learning/params.ts";

/** Parameters of an autoencoder. */
export interface AutoencoderParams extends TrainingParams {
  /** Widths of the encoder's layers, the last one being the bottleneck; the decoder mirrors them. */
  hidden: number[];
  /** After each hidden layer. */
  activation: Activation;
  /** Share of each hidden layer's outputs that training sets to zero. */
  dropout: number;
  /** Standard deviation of the Gaussian noise that training adds to the input. */
  noise: number;
  /** Networks whose reconstructions are averaged. */
  networks: number;
  /** Share of the data's variance by which the validation loss must go on falling. */
  minImprovement: number;
  /** What of the columns' errors the score is the mean of; training is by squares always. */
  error: ErrorMeasure;
}

/**
 * Autoencoder: a network of dense layers, narrow in the middle, that is trained to reproduce
 * normal rows. The score of a row is its mean squared (or absolute) reconstruction error over the
 * columns: small for what resembles training, without an upper limit.
 *
 * A linear output, mean squared error, Adam. A random part of the rows is set aside; training ends
 * when their loss has not improved for some epochs, and the best weights are kept (a running
 * average of them, which makes results depend less on chance).
 *
 * Several networks are trained from different random beginnings, and the mean of their
 * reconstructions counts: which rare traffic a single one happens to restore is a matter of chance.
 * Training ends when it restores hardly more of the variance: networks that go on learn to copy
 * whatever comes, attacks too.
 *
 * Weak where attacks are among the training rows, which it learns too, and where columns differ
 * in scale: a column with large values dominates the score.
 *
 * Sources: M. Sakurada and T. Yairi, "Anomaly Detection Using Autoencoders with Nonlinear
 * Dimensionality Reduction", MLSDA 2014; P. Vincent et al., "Extracting and Composing Robust
 * Features with Denoising Autoencoders", ICML 2008 (noise); J. Chen et al., "Outlier Detection with
 * Autoencoder Ensembles", SDM 2017 (several networks).
 */
const AUTOENCODER: ReconstructionRecipe<AutoencoderParams> = {
  definition: autoencoderDefinition,
  name: "autoencoder",
  network: autoencoderNetwork,
  measure: ({ error }) => error,
  async learn(x, network, params, options) {
    const task = {
      network,
      objective: { type: "reconstruction" },
      params,
      minImprovement: params.minImprovement * meanVariance(x),
    } as const;
    const { weights, facts } = await fitNetworks(x, task, params.networks, options);
    return { ...mergeNetworks(network, weights), facts };
  },
};

/** The network of an autoencoder. */
export function autoencoderNetwork(
  columns: number,
  { hidden, activation, dropout, noise }: Omit<
    AutoencoderParams,
    keyof TrainingParams | "networks" | "minImprovement" | "error"
  >,
): Network {
  const layers: Layer[] = noise > 0 ? [{ type: "noise", deviation: noise }] : [];
  for (const units of [...hidden, ...hidden.slice(0, -1).reverse()]) {
    layers.push({ type: "dense", units, activation });
    if (dropout > 0) layers.push({ type: "dropout", rate: dropout });
  }
  layers.push({ type: "dense", units: columns, activation: "linear" });
  return { columns, steps: 1, layers };
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
  return createReconstruction(AUTOENCODER, params);
}

/**
 * An autoencoder from what `save` gave.
 *
 * @throws {TypeError} when the state is damaged
 */
export async function loadAutoencoder(state: DetectorState): Promise<Detector> {
  return await loadReconstruction(AUTOENCODER, state);
}

/** How the registry makes it. */
export const factory: DetectorFactory = { create: createAutoencoder, load: loadAutoencoder };
