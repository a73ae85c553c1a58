import type { Activation } from "../../network.ts";
import { FROM, THEN } from "../kernels.ts";
import type { ParameterArray } from "../layout.ts";
import {
  type BackwardPass,
  type ForwardPass,
  type Signal,
  type Stage,
  type StageContext,
  takeSignal,
} from "../stage.ts";

/** Activations by the number that kernels know them by. */
const ACTIVATIONS: Record<Activation, number> = { linear: 0, relu: 1, tanh: 2, elu: 3, sigmoid: 4 };

/** How a dense layer is built. */
export interface DenseOptions {
  activation: Activation;
  kernel: ParameterArray;
  bias: ParameterArray;
  /** Its output gradients are handed to it as those of its sums, before the activation. */
  slopeDone: boolean;
  /** Its input is the output of a ReLU layer that is told `slopeDone`. */
  inputIsRelu: boolean;
  /** Its input are the samples as they are, which may be zero in most one-hot columns. */
  inputIsSamples: boolean;
}

/** A fully connected layer, applied to each step. */
export class DenseStage implements Stage {
  readonly output: Signal;
  readonly #context: StageContext;
  readonly #input: Signal;
  readonly #options: DenseOptions;
  /** Address of scratch memory for what is not zero in the input; 0 where that does not matter. */
  readonly #list: number;

  constructor(context: StageContext, input: Signal, options: DenseOptions) {
    this.#context = context;
    this.#input = input;
    this.#options = options;
    this.output = takeSignal(context, input.steps, options.kernel.cols, context.training);
    const longest = Math.max(options.kernel.rows, input.steps * context.maxRows);
    this.#list = options.inputIsSamples ? context.take(5 * (longest + 2)) : 0;
  }

  forward({ weights, rows }: ForwardPass): void {
    const { kernels } = this.#context;
    const { activation, kernel, bias } = this.#options;
    const all = this.#input.steps * rows;
    const { values } = this.output;
    const [matrix, biases] = [weights + 4 * kernel.offset, weights + 4 * bias.offset];
    const { values: inputs, width } = this.#input;
    const { rows: columns, cols: units } = kernel;
    const relu = activation === "relu" ? THEN.relu : THEN.nothing;
    const shape = [all, columns, units, units, width, units] as const;
    if (this.#list > 0) {
      kernels.multiplySparse(values, inputs, matrix, biases, ...shape, relu, this.#list);
    } else {
      kernels.multiply(values, inputs, matrix, biases, ...shape, FROM.bias, relu);
    }
    if (activation !== "relu") {
      kernels.activate(values, all * units, ACTIVATIONS[activation]);
    }
  }

  backward({ transposed, gradients, rows, add }: BackwardPass): void {
    const { kernels, passes } = this.#context;
    const { activation, kernel, bias, slopeDone, inputIsRelu } = this.#options;
    const input = this.#input;
    const all = input.steps * rows;
    const delta = this.output.gradients;
    const { rows: inputs, cols: units } = kernel;
    if (!slopeDone && activation !== "linear") {
      kernels.multiplyBySlope(delta, this.output.values, all * units, ACTIVATIONS[activation]);
    }
    const slopes = gradients + 4 * kernel.offset;
    const shape = [all, inputs, units, units, inputs, units] as const;
    if (this.#list > 0) {
      const { values } = input;
      kernels.multiplyTransposedSparse(slopes, values, delta, ...shape, Number(add), this.#list);
    } else {
      kernels.multiplyTransposed(slopes, input.values, delta, ...shape, Number(add));
    }
    kernels.sumColumns(gradients + 4 * bias.offset, delta, all, units, units, Number(add));
    if (!passes) return;
    kernels.multiply(
      input.gradients,
      delta,
      transposed + 4 * kernel.offset,
      input.values,
      all,
      units,
      inputs,
      inputs,
      units,
      inputs,
      FROM.zero,
      inputIsRelu ? THEN.reluSlope : THEN.nothing,
    );
  }
}
