import { FROM, THEN } from "../kernels.ts";
import type { ParameterArray } from "../layout.ts";
import type { BackwardPass, ForwardPass, Signal, Stage, StageContext } from "../stage.ts";

/** How an LSTM layer is built. */
export interface LstmOptions {
  /** Whether it hands on every step, or the last one only. */
  sequences: boolean;
  kernel: ParameterArray;
  recurrent: ParameterArray;
  bias: ParameterArray;
}

/**
 * A layer of long short-term memory that starts from zeros. Where nothing can come of it, nothing is
 * computed: a repeated input is multiplied once for all steps, and with a single step there are no
 * recurrent products and no forget gates.
 */
export class LstmStage implements Stage {
  readonly output: Signal;
  readonly #context: StageContext;
  readonly #input: Signal;
  readonly #options: LstmOptions;
  readonly #units: number;
  readonly #gates: number;
  readonly #cells: number;
  readonly #squashed: number;
  readonly #outputs: number;
  readonly #outputGradients: number = 0;
  readonly #cellGradients: number = 0;
  /** Sums of gates that all steps share, for repeated inputs. */
  readonly #shared: number = 0;
  /** The gates to compute, as ranges of columns. */
  readonly #blocks: { first: number; count: number }[];

  constructor(context: StageContext, input: Signal, options: LstmOptions) {
    this.#context = context;
    this.#input = input;
    this.#options = options;
    const { steps, maxRows, training, take } = context;
    const units = options.kernel.cols / 4;
    const all = steps * maxRows;
    this.#units = units;
    this.#gates = take(all * 4 * units);
    this.#cells = take(all * units);
    this.#squashed = take(all * units);
    this.#outputs = take(all * units);
    if (input.repeated) this.#shared = take(maxRows * 4 * units);
    if (training) {
      this.#outputGradients = take(all * units);
      this.#cellGradients = take(maxRows * units);
    }
    this.#blocks = steps > 1
      ? [{ first: 0, count: 4 * units }]
      : [{ first: 0, count: units }, { first: 2 * units, count: 2 * units }];
    this.output = {
      steps: options.sequences ? steps : 1,
      width: units,
      values: this.#outputs,
      gradients: this.#outputGradients,
      repeated: false,
    };
  }

  forward({ weights, rows }: ForwardPass): void {
    const { kernels, steps, copy } = this.#context;
    const { kernel, recurrent, bias, sequences } = this.#options;
    const input = this.#input;
    const units = this.#units;
    const width = 4 * units;
    const step = 4 * rows * units;
    for (const { first, count } of this.#blocks) {
      kernels.multiply(
        (input.repeated ? this.#shared : this.#gates) + 4 * first,
        input.values,
        weights + 4 * (kernel.offset + first),
        weights + 4 * (bias.offset + first),
        input.repeated ? rows : steps * rows,
        kernel.rows,
        count,
        width,
        input.width,
        width,
        FROM.bias,
        THEN.nothing,
      );
    }
    if (input.repeated) copy(this.#gates, this.#shared, rows * width);
    for (let t = 0; t < steps; t++) {
      const at = t * step;
      if (t > 0) {
        kernels.multiply(
          this.#gates + 4 * at,
          this.#outputs + at - step,
          weights + 4 * recurrent.offset,
          this.#shared,
          rows,
          units,
          width,
          width,
          units,
          width,
          input.repeated ? FROM.matrix : FROM.result,
          THEN.nothing,
        );
      }
      kernels.lstmForward(
        this.#gates + 4 * at,
        t > 0 ? this.#cells + at - step : 0,
        this.#cells + at,
        this.#squashed + at,
        this.#outputs + at,
        rows,
        units,
      );
    }
    if (sequences) return;
    this.output.values = this.#outputs + (steps - 1) * step;
    this.output.gradients = this.#outputGradients + (steps - 1) * step;
  }

  backward(pass: BackwardPass): void {
    const { rows, gradients, add, transposed } = pass;
    const { kernels, steps } = this.#context;
    const { recurrent, sequences } = this.#options;
    const units = this.#units;
    const width = 4 * units;
    const step = 4 * rows * units;
    for (let t = steps - 1; t >= 0; t--) {
      const at = t * step;
      kernels.lstmBackward(
        this.#gates + 4 * at,
        t > 0 ? this.#cells + at - step : 0,
        this.#squashed + at,
        this.#outputGradients + at,
        this.#cellGradients,
        rows,
        units,
        Number(t === steps - 1),
      );
      if (t === 0) break;
      kernels.multiply(
        this.#outputGradients + at - step,
        this.#gates + 4 * at,
        transposed + 4 * recurrent.offset,
        0,
        rows,
        width,
        units,
        units,
        width,
        units,
        sequences ? FROM.result : FROM.zero,
        THEN.nothing,
      );
    }
    if (steps > 1) {
      kernels.multiplyTransposed(
        gradients + 4 * recurrent.offset,
        this.#outputs,
        this.#gates + 4 * step,
        (steps - 1) * rows,
        units,
        width,
        width,
        units,
        width,
        Number(add),
      );
    }
    this.#backwardToInput(pass, this.#sumOverSteps(rows));
  }

  /** The gradients of the gates' sums as far as the input is concerned. */
  #sumOverSteps(rows: number): { delta: number; all: number } {
    const { kernels, steps, copy } = this.#context;
    if (!this.#input.repeated) return { delta: this.#gates, all: steps * rows };
    const numbers = rows * 4 * this.#units;
    copy(this.#shared, this.#gates, numbers);
    for (let t = 1; t < steps; t++) {
      kernels.add(this.#shared, this.#gates + 4 * t * numbers, numbers);
    }
    return { delta: this.#shared, all: rows };
  }

  #backwardToInput(
    { transposed, gradients, add }: BackwardPass,
    { delta, all }: { delta: number; all: number },
  ): void {
    const { kernels, passes } = this.#context;
    const { kernel, bias } = this.#options;
    const input = this.#input;
    const width = 4 * this.#units;
    this.#blocks.forEach(({ first, count }, block) => {
      const sums = delta + 4 * first;
      kernels.multiplyTransposed(
        gradients + 4 * (kernel.offset + first),
        input.values,
        sums,
        all,
        kernel.rows,
        count,
        width,
        kernel.rows,
        width,
        Number(add),
      );
      kernels.sumColumns(
        gradients + 4 * (bias.offset + first),
        sums,
        all,
        count,
        width,
        Number(add),
      );
      if (!passes) return;
      kernels.multiply(
        input.gradients,
        sums,
        transposed + 4 * (kernel.offset + first * kernel.rows),
        0,
        all,
        count,
        kernel.rows,
        kernel.rows,
        width,
        kernel.rows,
        block === 0 ? FROM.zero : FROM.result,
        THEN.nothing,
      );
    });
  }
}
