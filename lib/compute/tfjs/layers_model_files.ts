/**
 * Reads the files of saved TensorFlow.js layers models, without TensorFlow.js.
 *
 * @module
 */
import { z } from "zod";
import { type Layer, type Network, type Weights, weightShapes } from "../network.ts";

/** The files of a saved model by name. */
export type ModelFiles = Record<string, Uint8Array<ArrayBuffer>>;

/** Describes the layers, and how their weights lie in the other file. */
export const TOPOLOGY_FILE = "model.json";
/** The weights as 32-bit numbers, one array after the other. */
export const WEIGHTS_FILE = "weights.bin";

/** Sizes that no network of ours reaches, so that no file asks for memory without end. */
const length = z.int().min(1).max(1_000_000);
const steps = z.int().min(1).max(10_000);

const LAYERS = z.discriminatedUnion("class_name", [
  z.object({
    class_name: z.literal("Dense"),
    config: z.object({
      units: length,
      activation: z.enum(["linear", "relu", "tanh", "elu", "sigmoid"]),
      use_bias: z.literal(true),
    }),
  }),
  z.object({
    class_name: z.literal("LSTM"),
    config: z.object({
      units: length,
      activation: z.literal("tanh"),
      recurrent_activation: z.literal("sigmoid"),
      use_bias: z.literal(true),
      return_sequences: z.boolean(),
      return_state: z.literal(false),
      go_backwards: z.literal(false),
      stateful: z.literal(false),
    }),
  }),
  z.object({ class_name: z.literal("RepeatVector"), config: z.object({ n: steps }) }),
  z.object({
    class_name: z.literal("Dropout"),
    config: z.object({ rate: z.number().min(0).lt(1) }),
  }),
  z.object({
    class_name: z.literal("GaussianNoise"),
    config: z.object({ stddev: z.number().min(0) }),
  }),
]);

const INPUT = z.object({
  config: z.object({
    batch_input_shape: z.union([
      z.tuple([z.null(), length]),
      z.tuple([z.null(), steps, length]),
    ]),
  }),
});

const MODEL = z.object({
  modelTopology: z.object({
    class_name: z.literal("Sequential"),
    config: z.object({ layers: z.array(LAYERS).min(1).max(1000) }),
  }),
  weightsManifest: z.tuple([z.object({
    paths: z.tuple([z.literal(WEIGHTS_FILE)]),
    weights: z.array(
      // Strict: quantised weights have a member more.
      z.strictObject({
        name: z.string(),
        shape: z.array(z.int()),
        dtype: z.literal("float32"),
      }),
    ),
  })]),
});

/**
 * Reads what `saveLayersModel` wrote. The files may come from anybody.
 *
 * @throws {TypeError} when a file is missing or damaged, or describes another kind of network
 */
export function readLayersModel(files: ModelFiles): { network: Network; weights: Weights } {
  try {
    const json = JSON.parse(new TextDecoder().decode(files[TOPOLOGY_FILE]));
    const { modelTopology, weightsManifest: [{ weights: specs }] } = MODEL.parse(json);
    const [first] = json.modelTopology.config.layers;
    const network = toNetwork(INPUT.parse(first).config.batch_input_shape, modelTopology.config);
    const shapes = weightShapes(network);
    if (JSON.stringify(shapes) !== JSON.stringify(specs.map(({ shape }) => shape))) {
      throw new TypeError("The weights do not fit the layers.");
    }
    return { network, weights: toWeights(shapes, files[WEIGHTS_FILE]) };
  } catch (cause) {
    const reason = cause instanceof z.ZodError ? z.prettifyError(cause) : (cause as Error).message;
    throw new TypeError(`The files of a saved model are damaged. ${reason}`, { cause });
  }
}

function toNetwork(
  [, ...shape]: z.infer<typeof INPUT>["config"]["batch_input_shape"],
  config: { layers: z.infer<typeof LAYERS>[] },
): Network {
  let isSequence = shape.length === 2;
  const steps = isSequence ? shape[0] : 1;
  const layers = config.layers.map((layer, i): Layer => {
    switch (layer.class_name) {
      case "Dense":
        return { type: "dense", units: layer.config.units, activation: layer.config.activation };
      case "LSTM":
        if (!isSequence) throw new TypeError("A recurrent layer needs a sequence.");
        isSequence = layer.config.return_sequences;
        return { type: "lstm", units: layer.config.units, sequences: isSequence };
      case "RepeatVector":
        if (isSequence) throw new TypeError("A sequence cannot be repeated.");
        if (layer.config.n !== steps) throw new TypeError("Output and input differ in length.");
        isSequence = true;
        return { type: "repeat" };
      case "Dropout":
        return { type: "dropout", rate: layer.config.rate };
      case "GaussianNoise":
        if (i > 0) throw new TypeError("Only the first layer can add noise.");
        return { type: "noise", deviation: layer.config.stddev };
    }
  });
  if ((shape.length === 2) !== layers.some(({ type }) => type === "lstm")) {
    throw new TypeError("Windows are for networks with recurrent layers, and for no others.");
  }
  return { columns: shape.at(-1)!, steps, layers };
}

function toWeights(shapes: number[][], file: Uint8Array<ArrayBuffer>): Weights {
  const sizes = shapes.map((shape) => shape.reduce((product, length) => product * length, 1));
  const total = sizes.reduce((sum, size) => sum + size, 0);
  if (file?.byteLength !== total * Float32Array.BYTES_PER_ELEMENT) {
    throw new TypeError("The weights are not complete.");
  }
  const { buffer } = file.slice();
  let from = 0;
  return sizes.map((size) => {
    const array = new Float32Array(buffer, from, size).slice();
    from += array.byteLength;
    if (!array.every(Number.isFinite)) throw new TypeError("A weight is not a number.");
    return array;
  });
}
