/**
 * Dense stacks in the format of TensorFlow.js layers models, which other tools can open.
 *
 * @module
 */
import type { io } from "@tensorflow/tfjs";
import type { DenseShape, DenseWeights } from "./dense_stack.ts";
import { denseShapes } from "./dense_stack.ts";
import type { TensorFlow } from "./start.ts";

/** The files of a saved model by name. */
export type ModelFiles = Record<string, Uint8Array<ArrayBuffer>>;

const TOPOLOGY = "model.json";
const WEIGHTS = "weights.bin";

/** Writes a stack as `model.json` and `weights.bin`, for `tf.loadLayersModel`. */
export async function saveLayersModel(
  tf: TensorFlow,
  shapes: readonly DenseShape[],
  weights: DenseWeights,
): Promise<ModelFiles> {
  const model = tf.sequential({
    name: "dense_stack",
    layers: shapes.map(({ inputs, units, activation }, i) =>
      tf.layers.dense({ name: `dense_${i + 1}`, inputShape: [inputs], units, activation })
    ),
  });
  const tensors = shapes.flatMap(({ inputs, units }, i) => [
    tf.tensor2d(weights[2 * i], [inputs, units]),
    tf.tensor1d(weights[2 * i + 1]),
  ]);
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

/**
 * Reads what {@linkcode saveLayersModel} wrote.
 *
 * @throws {TypeError} when a file is missing or damaged
 */
export async function loadLayersModel(
  tf: TensorFlow,
  files: ModelFiles,
): Promise<{ shapes: DenseShape[]; weights: DenseWeights }> {
  let model;
  try {
    model = await tf.loadLayersModel(tf.io.fromMemory(toArtifacts(files)));
  } catch (cause) {
    throw new TypeError("The files of a saved model are damaged.", { cause });
  }
  const tensors = model.getWeights();
  const weights = tensors.map((tensor) => tensor.dataSync<"float32">());
  const widths = tensors.filter(({ rank }) => rank === 2).map(({ shape }) => shape[0]);
  widths.push(weights.at(-1)!.length);
  model.dispose();
  return { shapes: denseShapes(widths), weights };
}

function toFiles(tf: TensorFlow, artifacts: io.ModelArtifacts): ModelFiles {
  const json: io.ModelJSON = {
    format: "layers-model",
    generatedBy: `TensorFlow.js ${tf.version_core}`,
    convertedBy: null,
    modelTopology: artifacts.modelTopology!,
    weightsManifest: [{ paths: [WEIGHTS], weights: artifacts.weightSpecs! }],
  };
  const data = tf.io.concatenateArrayBuffers([artifacts.weightData].flat() as ArrayBuffer[]);
  return {
    [TOPOLOGY]: new TextEncoder().encode(JSON.stringify(json)),
    [WEIGHTS]: new Uint8Array(data),
  };
}

function toArtifacts(files: ModelFiles): io.ModelArtifacts {
  const { modelTopology, weightsManifest }: io.ModelJSON = JSON.parse(
    new TextDecoder().decode(files[TOPOLOGY]),
  );
  return {
    modelTopology,
    weightSpecs: weightsManifest.flatMap(({ weights }) => weights),
    weightData: Uint8Array.from(files[WEIGHTS]).buffer,
  };
}
