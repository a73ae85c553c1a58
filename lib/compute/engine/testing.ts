/**
 * What tests of the engine share.
 *
 * @module
 */
import fc from "fast-check";
import { createRandom } from "../../base/random.ts";
import type { Layer, Network } from "../network.ts";
import type { Samples } from "../trainer.ts";

/** Correlated rows of numbers. */
export function correlatedRows(rows: number, columns: number, seed = 1): Samples {
  const random = createRandom(seed);
  const mix = Float32Array.from({ length: 3 * columns }, () => random.normal());
  const data = new Float32Array(rows * columns);
  for (let row = 0; row < rows; row++) {
    const hidden = [random.normal(), random.normal(), random.normal()];
    for (let j = 0; j < columns; j++) {
      const signal = hidden.reduce((sum, each, i) => sum + each * mix[i * columns + j], 0);
      data[row * columns + j] = signal + 0.1 * random.normal();
    }
  }
  return { data, rows, columns };
}

/** The rows 0 to `rows - 1`. */
export function inOrder(rows: number): Uint32Array {
  return Uint32Array.from({ length: rows }, (_, row) => row);
}

/** A dense autoencoder. */
export function denseAutoencoder(
  columns: number,
  hidden: number[],
  activation: "relu" | "tanh" | "elu" = "relu",
): Network {
  const layers = hidden.map((units): Layer => ({ type: "dense", units, activation }));
  return { columns, steps: 1, layers: [...layers, linear(columns)] };
}

/** An LSTM autoencoder with mirrored layers. */
export function lstmAutoencoder(columns: number, steps: number, hidden: number[]): Network {
  const encoder = hidden.map((units, i): Layer => ({
    type: "lstm",
    units,
    sequences: i < hidden.length - 1,
  }));
  const decoder = hidden.toReversed().map((units): Layer => ({
    type: "lstm",
    units,
    sequences: true,
  }));
  return { columns, steps, layers: [...encoder, { type: "repeat" }, ...decoder, linear(columns)] };
}

/** A classifier with LSTM layers. */
export function lstmClassifier(columns: number, steps: number, hidden: number[]): Network {
  const encoder = hidden.map((units, i): Layer => ({
    type: "lstm",
    units,
    sequences: i < hidden.length - 1,
  }));
  const output: Layer = { type: "dense", units: 1, activation: "sigmoid" };
  return { columns, steps, layers: [...encoder, output] };
}

function linear(units: number): Layer {
  return { type: "dense", units, activation: "linear" };
}

const width = fc.integer({ min: 1, max: 21 });

/** Any stack that learns to reproduce its input. */
export const anyAutoencoder: fc.Arbitrary<Network> = fc.oneof(
  fc.tuple(
    width,
    fc.array(width, { minLength: 0, maxLength: 4 }),
    fc.constantFrom("relu" as const, "tanh" as const, "elu" as const),
  ).map(([columns, hidden, activation]) => denseAutoencoder(columns, hidden, activation)),
  fc.tuple(width, fc.integer({ min: 1, max: 5 }), fc.array(width, { minLength: 1, maxLength: 2 }))
    .map(([columns, steps, hidden]) => lstmAutoencoder(columns, steps, hidden)),
);

/** Any stack that tells rows apart. */
export const anyClassifier: fc.Arbitrary<Network> = fc.tuple(
  width,
  fc.integer({ min: 1, max: 5 }),
  fc.array(width, { minLength: 1, maxLength: 2 }),
).map(([columns, steps, hidden]) => lstmClassifier(columns, steps, hidden));
