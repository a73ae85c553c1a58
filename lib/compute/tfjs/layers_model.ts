/**
 * Networks in the format of TensorFlow.js layers models, which other tools can open.
 *
 * @module
 */
import type { io, LayersModel, Sequential, Tensor } from "@tensorflow/tfjs";
import { type ModelFiles, TOPOLOGY_FILE, WEIGHTS_FILE } from "./layers_model_files.ts";
import {
  type Layer,
  type Network,
  readsSequences,
  type Weights,
  weightShapes,
} from "../network.ts";
import type { TensorFlow } from "./tensorflow.ts";

/** A layer as `tf.layers` makes it. */
type TfLayer = LayersModel["layers"][number];

/**
 * A network as a TensorFlow.js model with random weights, to be disposed. It takes rows
 * `[columns]`, or windows `[steps, columns]` where the network has recurrent layers.
 */
export function buildLayersModel(tf: TensorFlow, network: Network): Sequential {
  const inputShape = readsSequences(network) ? [network.steps, network.columns] : [network.columns];
  return tf.sequential({
    name: "network",
    layers: network.layers.map((layer, i) => {
      const first = i === 0 ? { inputShape } : {};
      return toTfLayer(tf, layer, network.steps, { name: `${layer.type}_${i + 1}`, ...first });
    }),
  });
}

function toTfLayer(
  tf: TensorFlow,
  layer: Layer,
  steps: number,
  common: { name: string; inputShape?: number[] },
): TfLayer {
  switch (layer.type) {
    case "dense":
      return tf.layers.dense({ ...common, units: layer.units, activation: layer.activation });
    case "lstm":
      return tf.layers.lstm({
        ...common,
        units: layer.units,
        activation: "tanh",
        recurrentActivation: "sigmoid",
        // The default, orthogonal, takes seconds for wide layers; the weights are set anyway.
        recurrentInitializer: "glorotUniform",
        returnSequences: layer.sequences,
      });
    case "repeat":
      return tf.layers.repeatVector({ ...common, n: steps });
    case "dropout":
      return tf.layers.dropout({ ...common, rate: layer.rate });
    case "noise":
      return tf.layers.gaussianNoise({ ...common, stddev: layer.deviation });
  }
}

/** The weights of a network as tensors, to be disposed. */
export function weightTensors(tf: TensorFlow, network: Network, weights: Weights): Tensor[] {
  return weightShapes(network).map((shape, i) => tf.tensor(weights[i], shape));
}

/** Writes a network as `model.json` and `weights.bin`, for `tf.loadLayersModel`. */
export async function saveLayersModel(
  tf: TensorFlow,
  network: Network,
  weights: Weights,
): Promise<ModelFiles> {
  const model = buildLayersModel(tf, network);
  const tensors = weightTensors(tf, network, weights);
  try {
    model.setWeights(tensors);
    let files: ModelFiles = {};
    await model.save(tf.io.withSaveHandler((artifacts) => {
      files = toFiles(tf, artifacts);
      return Promise.resolve({
        modelArtifactsInfo: { dateSaved: new Date(), modelTopologyType: "JSON" },
      });
    }));
    return files;
  } finally {
    tf.dispose(tensors);
    model.dispose();
  }
}

function toFiles(tf: TensorFlow, artifacts: io.ModelArtifacts): ModelFiles {
  const json: io.ModelJSON = {
    format: "layers-model",
    generatedBy: `TensorFlow.js ${tf.version_core}`,
    convertedBy: null,
    modelTopology: artifacts.modelTopology!,
    weightsManifest: [{ paths: [WEIGHTS_FILE], weights: artifacts.weightSpecs! }],
  };
  const data = tf.io.concatenateArrayBuffers([artifacts.weightData].flat() as ArrayBuffer[]);
  return {
    [TOPOLOGY_FILE]: new TextEncoder().encode(JSON.stringify(json)),
    [WEIGHTS_FILE]: new Uint8Array(data),
  };
}
