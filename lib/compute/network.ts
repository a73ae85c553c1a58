/**
 * Feed-forward and recurrent stacks as plain data: what the training engines compute, and what is
 * saved as a TensorFlow.js layers model.
 *
 * @module
 */
import type { Random } from "../base/random.ts";

/** What a dense layer applies to its sums. ELU has alpha 1. */
export type Activation = "linear" | "relu" | "tanh" | "elu" | "sigmoid";

/** One layer of a {@linkcode Network}. */
export type Layer =
  /** Fully connected; applied to every step where its input is a sequence. */
  | { type: "dense"; units: number; activation: Activation }
  /**
   * Long short-term memory with tanh and sigmoid gates, starting from zeros. Gives its output at
   * every step (`sequences`) or at the last one only.
   */
  | { type: "lstm"; units: number; sequences: boolean }
  /** Repeats a vector at every step. */
  | { type: "repeat" }
  /** Sets a share `rate` of the numbers to zero and scales up the others; in training only. */
  | { type: "dropout"; rate: number }
  /** Adds Gaussian noise of this standard deviation; in training only, as the first layer only. */
  | { type: "noise"; deviation: number };

/** A stack of layers over windows of `steps` rows with `columns` numbers each. */
export interface Network {
  columns: number;
  /** Rows in a window; 1 for a network without recurrent layers. */
  steps: number;
  layers: Layer[];
}

/**
 * Trainable numbers of a network, layer after layer. Dense: kernel (inputs x units, row-major) and
 * bias. LSTM: kernel (inputs x 4 units), recurrent kernel (units x 4 units) and bias (4 units), the
 * gates in the order input, forget, cell, output. This is the order of `tf.LayersModel.getWeights`.
 */
export type Weights = readonly Float32Array[];

/** Whether a network reads windows `[steps, columns]`; if not, it reads single rows. */
export function readsSequences({ layers }: Network): boolean {
  return layers.some(({ type }) => type === "lstm");
}

/** The shape of each array of {@linkcode Weights}, in their order. */
export function weightShapes({ columns, layers }: Network): number[][] {
  let inputs = columns;
  return layers.flatMap((layer) => {
    if (layer.type === "dense") {
      const shapes = [[inputs, layer.units], [layer.units]];
      inputs = layer.units;
      return shapes;
    }
    if (layer.type === "lstm") {
      const gates = 4 * layer.units;
      const shapes = [[inputs, gates], [layer.units, gates], [gates]];
      inputs = layer.units;
      return shapes;
    }
    return [];
  });
}

/**
 * Random kernels, orthogonal recurrent kernels and zero biases, but 1 for forget gates.
 *
 * Sources: X. Glorot and Y. Bengio, "Understanding the difficulty of training deep feedforward
 * neural networks", AISTATS 2010 (uniform variant); A. Saxe et al., "Exact solutions to the nonlinear
 * dynamics of learning in deep linear neural networks", ICLR 2014; R. Jozefowicz et al., "An Empirical
 * Exploration of Recurrent Network Architectures", ICML 2015 (forget gates).
 */
export function initialWeights(network: Network, random: Random): Weights {
  let inputs = network.columns;
  return network.layers.flatMap((layer) => {
    if (layer.type === "dense") {
      const weights = [glorotUniform(inputs, layer.units, random), new Float32Array(layer.units)];
      inputs = layer.units;
      return weights;
    }
    if (layer.type === "lstm") {
      const { units } = layer;
      const bias = new Float32Array(4 * units).fill(1, units, 2 * units);
      const weights = [
        glorotUniform(inputs, 4 * units, random),
        orthogonal(units, 4 * units, random),
        bias,
      ];
      inputs = units;
      return weights;
    }
    return [];
  });
}

function glorotUniform(inputs: number, outputs: number, random: Random): Float32Array {
  const limit = Math.sqrt(6 / (inputs + outputs));
  return Float32Array.from({ length: inputs * outputs }, () => limit * (2 * random.next() - 1));
}

/** Rows of unit length at right angles to each other; `rows` is at most `cols`. */
function orthogonal(rows: number, cols: number, random: Random): Float32Array {
  const kernel = Float64Array.from({ length: rows * cols }, () => random.normal());
  for (let row = 0; row < rows; row++) {
    const vector = kernel.subarray(row * cols, (row + 1) * cols);
    for (let before = 0; before < row; before++) {
      const other = kernel.subarray(before * cols, (before + 1) * cols);
      let product = 0;
      for (let i = 0; i < cols; i++) product += vector[i] * other[i];
      for (let i = 0; i < cols; i++) vector[i] -= product * other[i];
    }
    const norm = Math.hypot(...vector);
    for (let i = 0; i < cols; i++) vector[i] /= norm;
  }
  return Float32Array.from(kernel);
}
