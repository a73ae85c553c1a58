/**
 * Layers that disturb what passes through them, in training only.
 *
 * @module
 */
import { mixKeys } from "../../mix_keys.ts";
import {
  type BackwardPass,
  type ForwardPass,
  type Signal,
  type Stage,
  type StageContext,
  takeSignal,
} from "../stage.ts";

/** Dropout of single numbers. */
export class DropoutStage implements Stage {
  readonly output: Signal;
  readonly #context: StageContext;
  readonly #input: Signal;
  readonly #rate: number;
  readonly #key: number;
  readonly #mask: number;

  /** @param key tells this layer's random numbers from those of others */
  constructor(context: StageContext, input: Signal, rate: number, key: number) {
    this.#context = context;
    this.#input = input;
    this.#rate = rate;
    this.#key = key;
    this.output = takeSignal(context, input.steps, input.width, context.passes);
    this.#mask = context.take(input.steps * context.maxRows * input.width);
  }

  forward({ rows, key }: ForwardPass): void {
    const { kernels, copy } = this.#context;
    const { values, steps, width } = this.#input;
    const numbers = steps * rows * width;
    if (key === null) return copy(this.output.values, values, numbers);
    kernels.dropoutMask(this.#mask, numbers, this.#rate, mixKeys(key, this.#key));
    kernels.multiplyElements(this.output.values, values, this.#mask, numbers);
  }

  backward({ rows }: BackwardPass): void {
    if (!this.#context.passes) return;
    const { gradients, steps, width } = this.#input;
    this.#context.kernels.multiplyElements(
      gradients,
      this.output.gradients,
      this.#mask,
      steps * rows * width,
    );
  }
}

/** Gaussian noise on the input of the network. */
export class NoiseStage implements Stage {
  readonly output: Signal;
  readonly #context: StageContext;
  readonly #input: Signal;
  readonly #columns: number;
  readonly #deviation: number;
  readonly #key: number;

  /** @param columns numbers of each row that get noise; the others are padding */
  constructor(
    context: StageContext,
    input: Signal,
    options: { columns: number; deviation: number; key: number },
  ) {
    this.#context = context;
    this.#input = input;
    this.#columns = options.columns;
    this.#deviation = options.deviation;
    this.#key = options.key;
    this.output = takeSignal(context, input.steps, input.width, false);
  }

  forward({ rows, key }: ForwardPass): void {
    const { kernels, copy } = this.#context;
    const { values, steps, width } = this.#input;
    if (key === null) return copy(this.output.values, values, steps * rows * width);
    kernels.addNoise(
      this.output.values,
      values,
      steps * rows,
      this.#columns,
      width,
      this.#deviation,
      mixKeys(key, this.#key),
    );
  }

  /** Nothing before it has parameters. */
  backward(): void {}
}
