import type { Random } from "../../../base/random.ts";
import type { Layer, Network } from "../../network.ts";

/** Standard normal numbers. */
export function normals(length: number, random: Random): Float32Array {
  return Float32Array.from({ length }, () => random.normal());
}

/** A network that reconstructs rows. */
export function denseNetwork(columns: number, ...extra: Layer[]): Network {
  return {
    columns,
    steps: 1,
    layers: [
      ...extra,
      { type: "dense", units: 3, activation: "tanh" },
      { type: "dense", units: columns, activation: "linear" },
    ],
  };
}

/** A network that reconstructs windows. */
export function recurrentNetwork(columns: number, steps: number): Network {
  return {
    columns,
    steps,
    layers: [
      { type: "lstm", units: 3, sequences: false },
      { type: "repeat" },
      { type: "lstm", units: 4, sequences: true },
      { type: "dense", units: columns, activation: "linear" },
    ],
  };
}

/** A network that classifies windows. */
export function classifier(columns: number, steps: number): Network {
  return {
    columns,
    steps,
    layers: [
      { type: "lstm", units: 4, sequences: true },
      { type: "lstm", units: 3, sequences: false },
      { type: "dense", units: 1, activation: "sigmoid" },
    ],
  };
}
