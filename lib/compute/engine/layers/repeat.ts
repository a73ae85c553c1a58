import {
  type BackwardPass,
  type ForwardPass,
  type Signal,
  type Stage,
  type StageContext,
  takeSignal,
} from "../stage.ts";

/** Repeats one step at every step, by copies. */
export class RepeatStage implements Stage {
  readonly output: Signal;
  readonly #context: StageContext;
  readonly #input: Signal;

  constructor(context: StageContext, input: Signal) {
    this.#context = context;
    this.#input = input;
    this.output = takeSignal(context, context.steps, input.width, context.passes);
  }

  forward({ rows }: ForwardPass): void {
    const numbers = rows * this.#input.width;
    for (let step = 0; step < this.output.steps; step++) {
      this.#context.copy(this.output.values + 4 * step * numbers, this.#input.values, numbers);
    }
  }

  backward({ rows }: BackwardPass): void {
    if (!this.#context.passes) return;
    const numbers = rows * this.#input.width;
    const { gradients, steps } = this.output;
    this.#context.copy(this.#input.gradients, gradients, numbers);
    for (let step = 1; step < steps; step++) {
      this.#context.kernels.add(this.#input.gradients, gradients + 4 * step * numbers, numbers);
    }
  }
}

/** Repeats one step for a layer that knows how to take it as it is. */
export class SharedRepeatStage implements Stage {
  readonly output: Signal;
  readonly #input: Signal;

  constructor({ steps }: StageContext, input: Signal) {
    this.#input = input;
    this.output = { ...input, steps, repeated: steps > 1 };
  }

  forward(): void {
    this.output.values = this.#input.values;
    this.output.gradients = this.#input.gradients;
  }

  /** The layer behind writes to the gradients of the input itself. */
  backward(): void {}
}
