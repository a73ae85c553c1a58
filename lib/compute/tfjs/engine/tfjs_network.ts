/**
 * A network that TensorFlow.js computes: outputs, losses and gradients.
 *
 * @module
 */
import type { Sequential, Tensor, Variable } from "@tensorflow/tfjs";
import type { Random } from "../../../base/random.ts";
import { buildLayersModel, weightTensors } from "../layers_model.ts";
import { type Network, readsSequences, type Weights } from "../../network.ts";
import type { TensorFlow } from "../tensorflow.ts";
import type { Objective } from "../../trainer.ts";

/** Probabilities are kept this far from 0 and 1, where the cross-entropy is infinite. */
const CLIP = 1e-7;

/** A loss and its gradient by each array of weights. */
export interface Gradients {
  loss: number;
  gradients: Float32Array[];
}

/** To be disposed: model and weights lie on the tensor heap. */
export class TfjsNetwork {
  readonly network: Network;
  /** Numbers that the network gives for a window, at its last step. */
  readonly outputs: number;
  readonly #tf: TensorFlow;
  readonly #model: Sequential;

  constructor(tf: TensorFlow, network: Network, weights: Weights) {
    this.#tf = tf;
    this.network = network;
    this.#model = buildLayersModel(tf, network);
    this.outputs = this.#model.outputs[0].shape.at(-1)!;
    this.setWeights(weights);
  }

  /** Copies the weights; later changes of the arrays do not reach the network. */
  setWeights(weights: Weights): void {
    const tensors = weightTensors(this.#tf, this.network, weights);
    this.#model.setWeights(tensors);
    this.#tf.dispose(tensors);
  }

  /** @throws {RangeError} when the network cannot learn this */
  checkObjective(objective: Objective): void {
    const { columns, steps, layers } = this.network;
    const given = this.#model.outputs[0].shape.slice(1).reduce<number>((size, n) => size * n!, 1);
    const last = layers.findLast(({ type }) => type === "dense" || type === "lstm")!;
    if (objective.type === "reconstruction") {
      if (given !== steps * columns) {
        throw new RangeError("The output is not as large as a window.");
      }
    } else if (given !== 1 || last.type !== "dense" || last.activation !== "sigmoid") {
      throw new RangeError("A classifier has one sigmoid output.");
    }
  }

  /**
   * Outputs at the last step.
   *
   * @param windows whole windows, one after the other
   * @returns {@linkcode outputs} numbers a window
   */
  predict(windows: Float32Array): Float32Array {
    let values = new Float32Array(0);
    // Nothing is returned from tidy(): it would search every number of the array for tensors.
    this.#tf.tidy(() => {
      const output = this.#forward(this.#input(windows));
      const steps = output.rank === 3 ? output.shape[1]! : 1;
      const last = output.rank === 3
        ? this.#tf.slice(output, [0, steps - 1, 0], [-1, 1, -1])
        : output;
      values = last.dataSync<"float32">() as Float32Array<ArrayBuffer>;
    });
    return values;
  }

  /** Mean loss of some windows; `objective.labels` has one entry a window. */
  loss(windows: Float32Array, objective: Objective): number {
    let loss = NaN;
    this.#tf.tidy(() => {
      const input = this.#input(windows);
      loss = this.#loss(input, this.#forward(input), objective).dataSync()[0];
    });
    return loss;
  }

  /**
   * Mean loss of some windows and its gradients.
   *
   * @param objective `labels` has one entry a window
   * @param random draws what dropout and noise change; without it they do nothing
   */
  gradients(windows: Float32Array, objective: Objective, random?: Random): Gradients {
    const result: Gradients = { loss: NaN, gradients: [] };
    const variables = this.#model.trainableWeights.map((weight) => weight.read() as Variable);
    this.#tf.tidy(() => {
      const input = this.#input(windows);
      const { value, grads } = this.#tf.variableGrads(
        () => this.#loss(input, this.#forward(input, random), objective).asScalar(),
        variables,
      );
      result.loss = value.dataSync()[0];
      result.gradients = variables.map(({ name }) => grads[name].dataSync<"float32">());
    });
    return result;
  }

  /** Frees the tensor heap. */
  dispose(): void {
    this.#model.dispose();
  }

  #input(windows: Float32Array): Tensor {
    const { columns, steps } = this.network;
    return readsSequences(this.network)
      ? this.#tf.tensor(windows, [windows.length / (steps * columns), steps, columns])
      : this.#tf.tensor(windows, [windows.length / columns, columns]);
  }

  /** The layers' own dropout and noise cannot be repeated by a seed as ours can. */
  #forward(input: Tensor, random?: Random): Tensor {
    const tf = this.#tf;
    return this.network.layers.reduce((x, layer, i) => {
      if (layer.type === "noise") {
        if (!random) return x;
        return tf.add(x, this.#draw(x.shape, () => layer.deviation * random.normal()));
      }
      if (layer.type === "dropout") {
        if (!random) return x;
        const kept = 1 / (1 - layer.rate);
        return tf.mul(x, this.#draw(x.shape, () => random.next() < layer.rate ? 0 : kept));
      }
      return this.#model.layers[i].apply(x) as Tensor;
    }, input);
  }

  #draw(shape: number[], next: () => number): Tensor {
    const length = shape.reduce((product, length) => product * length, 1);
    return this.#tf.tensor(Float32Array.from({ length }, next), shape);
  }

  #loss(input: Tensor, output: Tensor, objective: Objective): Tensor {
    const tf = this.#tf;
    if (objective.type === "reconstruction") {
      return tf.mean(tf.square(tf.sub(tf.reshape(output, input.shape), input)));
    }
    const { labels, classWeights } = objective;
    const probability = tf.clipByValue(tf.reshape(output, [-1]), CLIP, 1 - CLIP);
    const label = tf.tensor1d(Float32Array.from(labels));
    const weight = tf.tensor1d(Float32Array.from(labels, (label) => classWeights[label]));
    const likelihood = tf.add(
      tf.mul(label, tf.log(probability)),
      tf.mul(tf.sub(1, label), tf.log(tf.sub(1, probability))),
    );
    return tf.neg(tf.mean(tf.mul(weight, likelihood)));
  }
}
