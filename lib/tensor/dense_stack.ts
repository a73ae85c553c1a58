/**
 * A stack of dense layers that learns to reproduce its input: forward pass, loss and gradients.
 *
 * @module
 */
import type { Tensor1D, Tensor2D } from "@tensorflow/tfjs";
import type { Random } from "../random.ts";
import type { TensorFlow } from "./start.ts";

/** Sizes and activation of one layer. */
export interface DenseShape {
  inputs: number;
  units: number;
  activation: "relu" | "linear";
}

/**
 * Weights of a stack, kept outside the tensor heap: kernel and bias of the first layer, of the
 * second, and so on. A kernel has `inputs` rows of `units` numbers.
 */
export type DenseWeights = readonly Float32Array[];

/** Layers between the given widths: ReLU, and linear at the end. */
export function denseShapes(widths: readonly number[]): DenseShape[] {
  return widths.slice(1).map((units, i) => ({
    inputs: widths[i],
    units,
    activation: i === widths.length - 2 ? "linear" : "relu",
  }));
}

/**
 * Random kernels and zero biases.
 *
 * Source: X. Glorot and Y. Bengio, "Understanding the difficulty of training deep feedforward
 * neural networks", AISTATS 2010 (uniform variant).
 */
export function initialWeights(shapes: readonly DenseShape[], random: Random): DenseWeights {
  return shapes.flatMap(({ inputs, units }) => {
    const limit = Math.sqrt(6 / (inputs + units));
    const kernel = new Float32Array(inputs * units);
    for (let i = 0; i < kernel.length; i++) kernel[i] = limit * (2 * random.next() - 1);
    return [kernel, new Float32Array(units)];
  });
}

/** A stack whose weights lie on the tensor heap. To be disposed. */
export class DenseStack {
  readonly #tf: TensorFlow;
  readonly #shapes: readonly DenseShape[];
  readonly #kernels: Tensor2D[] = [];
  readonly #biases: Tensor1D[] = [];

  /** Copies the weights to the heap; later changes of the arrays do not reach the stack. */
  constructor(tf: TensorFlow, shapes: readonly DenseShape[], weights: DenseWeights) {
    this.#tf = tf;
    this.#shapes = shapes;
    shapes.forEach(({ inputs, units }, i) => {
      this.#kernels.push(tf.tensor2d(weights[2 * i], [inputs, units]));
      this.#biases.push(tf.tensor1d(weights[2 * i + 1]));
    });
  }

  /** Output of each layer for some rows. */
  #forward(rows: Tensor2D): Tensor2D[] {
    const outputs: Tensor2D[] = [];
    this.#shapes.forEach(({ activation }, i) => {
      const product = this.#tf.fused.matMul({
        a: outputs.at(-1) ?? rows,
        b: this.#kernels[i],
        bias: this.#biases[i],
        activation,
      });
      outputs.push(product as Tensor2D);
    });
    return outputs;
  }

  /** Reconstruction of `count` rows. */
  reconstruct(rows: Float32Array, count: number): Float32Array {
    let values: Float32Array = new Float32Array(0);
    // Nothing is returned from tidy(): it would search every number of the array for tensors.
    this.#tf.tidy(() => {
      const batch = this.#tf.tensor2d(rows, [count, this.#shapes[0].inputs]);
      values = this.#forward(batch).at(-1)!.dataSync<"float32">();
    });
    return values;
  }

  /**
   * Mean squared reconstruction error of a batch, and its gradient by each array of weights.
   *
   * @param rows `count` rows, one after the other
   */
  gradients(rows: Float32Array, count: number): { loss: number; gradients: Float32Array[] } {
    const tf = this.#tf;
    const gradients: Float32Array[] = [];
    let loss = NaN;
    tf.tidy(() => {
      const batch = tf.tensor2d(rows, [count, this.#shapes[0].inputs]);
      const outputs = this.#forward(batch);
      const error = tf.sub<Tensor2D>(outputs.at(-1)!, batch);
      loss = tf.mean(tf.square(error)).dataSync()[0];
      let delta = tf.mul<Tensor2D>(error, 2 / error.size);
      for (let layer = this.#shapes.length - 1; layer >= 0; layer--) {
        const input = layer === 0 ? batch : outputs[layer - 1];
        gradients.unshift(
          tf.matMul(input, delta, true, false).dataSync<"float32">(),
          tf.sum(delta, 0).dataSync<"float32">(),
        );
        if (layer > 0) {
          const back = tf.matMul(delta, this.#kernels[layer], false, true);
          delta = tf.mul<Tensor2D>(back, tf.step(input));
        }
      }
    });
    return { loss, gradients };
  }

  /** Frees the weights on the heap. */
  dispose(): void {
    this.#tf.dispose([...this.#kernels, ...this.#biases]);
  }
}
