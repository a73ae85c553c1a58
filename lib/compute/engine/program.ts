/**
 * A network as calls of kernels on a small number of windows, forwards and backwards.
 *
 * @module
 */
import type { Layer, Network } from "../network.ts";
import type { Kernels } from "./kernels.ts";
import { DenseStage } from "./layers/dense.ts";
import { LstmStage } from "./layers/lstm.ts";
import { DropoutStage, NoiseStage } from "./layers/regularisation.ts";
import { RepeatStage, SharedRepeatStage } from "./layers/repeat.ts";
import { padded, type ParameterArray, type ParameterLayout } from "./layout.ts";
import {
  type BackwardPass,
  type ForwardPass,
  type Signal,
  type Stage,
  type StageContext,
  takeSignal,
} from "./stage.ts";

/** What a program is built for. */
export interface ProgramOptions {
  network: Network;
  layout: ParameterLayout;
  /** Windows at a time at most, a multiple of 4. */
  maxRows: number;
  /** Whether there will be backward passes. */
  training: boolean;
  /** Gradients of the output are handed over as those of its sums, before the activation. */
  outputSlopeDone?: boolean;
}

/** A network at work in some memory. */
export class Program {
  readonly input: Signal;
  readonly output: Signal;
  /** Address of a place for one number a row. */
  readonly errors: number;
  readonly #stages: Stage[];

  /** @param base address of scratch memory of {@linkcode scratchBytes} bytes */
  constructor(
    options: ProgramOptions,
    base: number,
    kernels: Kernels,
    heap: Float32Array,
  ) {
    const { input, output, errors, stages } = build(options, arena(base).take, kernels, heap);
    this.input = input;
    this.output = output;
    this.errors = errors;
    this.#stages = stages;
  }

  /** Computes the output from the input. */
  forward(pass: ForwardPass): void {
    for (const stage of this.#stages) stage.forward(pass);
  }

  /** Computes gradients of the parameters from those in `output.gradients`. */
  backward(pass: BackwardPass): void {
    for (let i = this.#stages.length - 1; i >= 0; i--) this.#stages[i].backward(pass);
  }
}

/** Scratch memory that a program needs, in bytes. */
export function scratchBytes(options: ProgramOptions): number {
  const { take, taken } = arena(0);
  build(options, take, {} as Kernels, new Float32Array(0));
  return taken();
}

/** Address of the values of a signal at its last step. */
export function lastStep({ values, steps, width }: Signal, rows: number): number {
  return values + 4 * (steps - 1) * rows * width;
}

/** Takes memory from `base` on, piece by piece. */
function arena(base: number) {
  let next = base;
  return {
    take(numbers: number): number {
      const address = next;
      next += (4 * numbers + 63) & ~63;
      return address;
    },
    taken: () => next - base,
  };
}

function build(
  { network, layout, maxRows, training, outputSlopeDone }: ProgramOptions,
  take: StageContext["take"],
  kernels: Kernels,
  heap: Float32Array,
) {
  const copy: StageContext["copy"] = (target, source, numbers) => {
    heap.copyWithin(target / 4, source / 4, source / 4 + numbers);
  };
  const context = { kernels, copy, take, steps: network.steps, maxRows, training, passes: false };
  // Single rows are scored as they lie in the samples. Kernels read on into the row behind, whose
  // numbers meet zeros, and behind the last row into some zeros.
  const isPlain = !training && network.steps === 1;
  const width = isPlain ? network.columns : padded(network.columns);
  const input = takeSignal(context, network.steps, width, false);
  if (isPlain) take(8);
  const errors = take(maxRows);
  const arrays = layout.arrays.values();
  const stages: Stage[] = [];
  const layers = training ? network.layers : forScoring(network.layers);
  let output = input;
  layers.forEach((layer, i) => {
    const isRelu = (other?: Layer) => other?.type === "dense" && other.activation === "relu";
    const slopeDone = i === layers.length - 1
      ? outputSlopeDone === true
      : isRelu(layer) && layers[i + 1].type === "dense";
    const stage = createStage(layer, { ...context }, output, arrays, {
      key: i,
      columns: network.columns,
      slopeDone,
      inputIsRelu: isRelu(layers[i - 1]),
      inputIsSamples: i === 0,
      beforeLstm: layers[i + 1]?.type === "lstm",
    });
    context.passes ||= training && (layer.type === "dense" || layer.type === "lstm");
    output = stage.output;
    stages.push(stage);
  });
  return { input, output, errors, stages };
}

/** What scoring needs: no disturbances, and behind the last LSTM layer nothing but the last step. */
function forScoring(layers: Layer[]): Layer[] {
  const last = layers.findLastIndex(({ type }) => type === "lstm");
  return layers
    .map((layer, i) => layer.type === "lstm" && i === last ? { ...layer, sequences: false } : layer)
    .filter(({ type }) => type !== "dropout" && type !== "noise");
}

function createStage(
  layer: Layer,
  context: StageContext,
  input: Signal,
  arrays: Iterator<ParameterArray>,
  place: {
    key: number;
    columns: number;
    slopeDone: boolean;
    inputIsRelu: boolean;
    inputIsSamples: boolean;
    beforeLstm: boolean;
  },
): Stage {
  const next = () => arrays.next().value!;
  switch (layer.type) {
    case "dense": {
      const { slopeDone, inputIsRelu, inputIsSamples } = place;
      return new DenseStage(context, input, {
        activation: layer.activation,
        kernel: next(),
        bias: next(),
        slopeDone,
        inputIsRelu,
        inputIsSamples,
      });
    }
    case "lstm": {
      const { sequences } = layer;
      if (input.steps !== context.steps) {
        throw new RangeError("An LSTM layer needs an input at every step; repeat it.");
      }
      return new LstmStage(context, input, {
        sequences,
        kernel: next(),
        recurrent: next(),
        bias: next(),
      });
    }
    case "repeat":
      return place.beforeLstm
        ? new SharedRepeatStage(context, input)
        : new RepeatStage(context, input);
    case "dropout":
      return new DropoutStage(context, input, layer.rate, place.key);
    case "noise": {
      const { key, columns } = place;
      return new NoiseStage(context, input, { columns, deviation: layer.deviation, key });
    }
  }
}
