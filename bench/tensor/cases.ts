/**
 * What the tensor benchmark measures.
 *
 * @module
 */
import type { Network } from "../../lib/compute/network.ts";

/** One case: a network, its data and what is done with it. */
export interface TensorCase {
  name: string;
  /** Of the figures: what one sample is. */
  unit: "rows/s" | "sequences/s";
  action: "train" | "score";
  network: Network;
  /** Of the data; a turn may pass over them several times, or over the first ones only. */
  rows: number;
  /** Samples for each step of Adam. */
  batchSize: number;
}

const AUTOENCODER: Network = {
  columns: 118,
  steps: 1,
  layers: [
    { type: "dense", units: 64, activation: "relu" },
    { type: "dense", units: 32, activation: "relu" },
    { type: "dense", units: 64, activation: "relu" },
    { type: "dense", units: 118, activation: "linear" },
  ],
};

/** All cases in the order in which they run. */
export const TENSOR_CASES: readonly TensorCase[] = [
  autoencoder(256),
  autoencoder(1024),
  autoencoder(4096),
  lstmAutoencoder(1, 65_536),
  lstmAutoencoder(10, 16_384),
  { ...autoencoder(256), name: "ae-score", action: "score", rows: 131_072 },
];

function autoencoder(batchSize: number): TensorCase {
  return {
    name: `ae-${batchSize}`,
    unit: "rows/s",
    action: "train",
    network: AUTOENCODER,
    rows: 65_536,
    batchSize,
  };
}

function lstmAutoencoder(steps: number, rows: number): TensorCase {
  return {
    name: `lstm-${steps}`,
    unit: "sequences/s",
    action: "train",
    network: {
      columns: 41,
      steps,
      layers: [
        { type: "lstm", units: 64, sequences: false },
        { type: "repeat" },
        { type: "lstm", units: 64, sequences: true },
        { type: "dense", units: 41, activation: "linear" },
      ],
    },
    rows,
    batchSize: 256,
  };
}
