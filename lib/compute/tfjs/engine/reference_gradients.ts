import type { Network, Weights } from "../../network.ts";
import type { TensorFlow } from "../tensorflow.ts";
import type { Objective } from "../../trainer.ts";
import { type Gradients, TfjsNetwork } from "./tfjs_network.ts";

/**
 * Loss and gradients of a batch as TensorFlow.js's automatic differentiation gives them on its
 * current backend, without dropout and noise: what other engines are checked against.
 *
 * @param windows whole windows, one after the other
 * @param objective `labels` has one entry a window
 * @returns mean loss, and one array of gradients for each array of weights
 * @throws {RangeError} when the network cannot learn this
 */
export function referenceGradients(
  tf: TensorFlow,
  network: Network,
  weights: Weights,
  windows: Float32Array,
  objective: Objective,
): Gradients {
  const model = new TfjsNetwork(tf, network, weights);
  try {
    model.checkObjective(objective);
    return model.gradients(windows, objective);
  } finally {
    model.dispose();
  }
}
