/**
 * The untrained autoencoder.
 *
 * @module
 */
import { createRandom } from "../../base/random.ts";
import { initialWeights } from "../../compute/network.ts";
import { autoencoderNetwork, type AutoencoderParams } from "../autoencoder/autoencoder.ts";
import type { Detector, DetectorFactory, DetectorState } from "../detector.ts";
import {
  createReconstruction,
  loadReconstruction,
  type ReconstructionRecipe,
} from "../neural/reconstruction_detector.ts";
import type { Params } from "../../learning/params.ts";
import { untrainedAutoencoderDefinition } from "./definition.ts";

/** Parameters of an untrained autoencoder: those of an autoencoder that shape its network. */
export type UntrainedAutoencoderParams = Pick<AutoencoderParams, "hidden" | "activation">;

/**
 * Untrained autoencoder: the network of the autoencoder with the random weights that training would
 * start from. The score is its mean squared reconstruction error, which is near the mean square of
 * the row: rows far from the mean of the scaled columns score high. A detector that is not clearly
 * better has learnt nothing that the scaling did not tell.
 *
 * Source: S. Kim et al., "Towards a Rigorous Evaluation of Time-Series Anomaly Detection", AAAI 2022,
 * which calls for this baseline.
 */
const UNTRAINED_AUTOENCODER: ReconstructionRecipe<UntrainedAutoencoderParams> = {
  definition: untrainedAutoencoderDefinition,
  name: "untrained autoencoder",
  network: (columns, params) => autoencoderNetwork(columns, { ...params, dropout: 0, noise: 0 }),
  // deno-lint-ignore require-await
  async learn(x, network, _, { seed, signal, onProgress }) {
    if (x.rows < 1) throw new RangeError("The untrained autoencoder needs a training row.");
    const weights = initialWeights(network, createRandom(seed));
    onProgress?.({ fraction: 1 });
    signal?.throwIfAborted();
    return { weights };
  },
};

/**
 * A new untrained autoencoder; `fit` draws its weights.
 *
 * @param params see {@linkcode UntrainedAutoencoderParams}; defaults stand in for what is left out
 * @throws {z.ZodError} when parameters are unknown or out of range
 */
export function createUntrainedAutoencoder(params: Params = {}): Detector {
  return createReconstruction(UNTRAINED_AUTOENCODER, params);
}

/**
 * An untrained autoencoder from what `save` gave.
 *
 * @throws {TypeError} when the state is damaged
 */
export async function loadUntrainedAutoencoder(state: DetectorState): Promise<Detector> {
  return await loadReconstruction(UNTRAINED_AUTOENCODER, state);
}

/** How the registry makes it. */
export const factory: DetectorFactory = {
  create: createUntrainedAutoencoder,
  load: loadUntrainedAutoencoder,
};
