/**
 * Where the numbers of a network lie in the memory of the kernels. Widths are padded to multiples of
 * eight with zeros, which no computation changes, so that kernels need no special cases at edges.
 *
 * @module
 */
import { type Network, type Weights, weightShapes } from "../network.ts";

/** One array of weights. */
export interface ParameterArray {
  role: "kernel" | "recurrent" | "bias";
  /** First number, counted from the start of the parameters. */
  offset: number;
  /** Padded. */
  rows: number;
  /** Padded; for an LSTM layer four gates of padded width. */
  cols: number;
  /** Columns come in this many equal blocks, each padded by itself. */
  gates: 1 | 4;
  /** Without padding. */
  shape: number[];
}

/** A part of one array that is updated at once: some of its rows. */
export interface ParameterChunk {
  array: ParameterArray;
  firstRow: number;
  rows: number;
}

/** All weights of a network. */
export interface ParameterLayout {
  arrays: ParameterArray[];
  /** Numbers in all of them. */
  length: number;
  /** What an optimiser works through; together they are everything that training changes. */
  chunks: ParameterChunk[];
}

/** Numbers in a chunk, about. */
const CHUNK_NUMBERS = 4096;

/** The next multiple of eight. */
export function padded(width: number): number {
  return (width + 7) & ~7;
}

/** Lays out the weights of a network. */
export function layOut(network: Network): ParameterLayout {
  const roles = network.layers.flatMap(
    (layer): { role: ParameterArray["role"]; gates: 1 | 4 }[] => {
      if (layer.type === "dense") return [{ role: "kernel", gates: 1 }, { role: "bias", gates: 1 }];
      if (layer.type !== "lstm") return [];
      return [{ role: "kernel", gates: 4 }, { role: "recurrent", gates: 4 }, {
        role: "bias",
        gates: 4,
      }];
    },
  );
  let length = 0;
  const arrays = weightShapes(network).map((shape, i): ParameterArray => {
    const { role, gates } = roles[i];
    const rows = role === "bias" ? 1 : padded(shape[0]);
    const cols = gates * padded(shape.at(-1)! / gates);
    const offset = length;
    length += (rows * cols + 15) & ~15;
    return { role, gates, offset, rows, cols, shape };
  });
  // With one step nothing ever reaches a recurrent kernel.
  const trained = arrays.filter(({ role }) => role !== "recurrent" || network.steps > 1);
  return { arrays, length, chunks: trained.flatMap(cut) };
}

function cut(array: ParameterArray): ParameterChunk[] {
  const rows = Math.max(8, Math.floor(CHUNK_NUMBERS / array.cols / 8) * 8);
  return Array.from({ length: Math.ceil(array.rows / rows) }, (_, i) => ({
    array,
    firstRow: i * rows,
    rows: Math.min(rows, array.rows - i * rows),
  }));
}

/** Calls `copy` for every row of weights, block by block, with where it lies on both sides. */
function eachRun(
  { shape, rows, cols, gates, offset }: ParameterArray,
  copy: (plain: number, padded: number, length: number) => void,
): void {
  const width = shape.at(-1)! / gates;
  const plainRows = shape.length === 1 ? 1 : shape[0];
  for (let row = 0; row < Math.min(plainRows, rows); row++) {
    for (let gate = 0; gate < gates; gate++) {
      copy(
        (row * gates + gate) * width,
        offset + row * cols + gate * (cols / gates),
        width,
      );
    }
  }
}

/** Copies weights to their padded places in `parameters`; what lies between is left as it is. */
export function packWeights(
  layout: ParameterLayout,
  weights: Weights,
  parameters: Float32Array,
): void {
  layout.arrays.forEach((array, i) => {
    eachRun(array, (plain, padded, length) => {
      parameters.set(weights[i].subarray(plain, plain + length), padded);
    });
  });
}

/** Copies weights out of their padded places. */
export function unpackWeights(layout: ParameterLayout, parameters: Float32Array): Weights {
  return layout.arrays.map((array) => {
    const weights = new Float32Array(array.shape.reduce((product, size) => product * size, 1));
    eachRun(array, (plain, padded, length) => {
      weights.set(parameters.subarray(padded, padded + length), plain);
    });
    return weights;
  });
}
