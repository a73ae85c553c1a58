/**
 * Which columns of a row speak for an attack: what changes when each is made usual.
 *
 * @module
 */
import type { Evaluator } from "../../compute/trainer.ts";
import type { Contribution, Matrix } from "../../learning/matrix.ts";

/** Rows that medians are taken of, at most; they move little with more. */
const SAMPLE_ROWS = 10_000;

/** Rows that are computed at once. */
const CHUNK_ROWS = 256;

/**
 * The median of each column over the normal rows, the upper one of an even number; of evenly spaced
 * ones where there are many.
 *
 * @param labels 0 for a normal row; there must be one
 */
export function normalMedians({ data, rows, cols }: Matrix, labels: Uint8Array): Float32Array {
  let normal = 0;
  for (let row = 0; row < rows; row++) normal += labels[row] === 0 ? 1 : 0;
  const step = Math.ceil(normal / SAMPLE_ROWS);
  const chosen: number[] = [];
  for (let row = 0, seen = 0; row < rows; row++) {
    if (labels[row] === 0 && seen++ % step === 0) chosen.push(row);
  }
  const values = new Float32Array(chosen.length);
  return Float32Array.from({ length: cols }, (_, col) => {
    chosen.forEach((row, i) => values[i] = data[row * cols + col]);
    return values.sort()[chosen.length >> 1];
  });
}

/**
 * The output for a row minus the output for the same row with one column set to its usual value.
 * Every window is the row repeated. Columns act together, so the weights do not add up to anything.
 *
 * Source: M. D. Zeiler and R. Fergus, "Visualizing and Understanding Convolutional Networks",
 * ECCV 2014 (occlusion).
 *
 * @param evaluator of a network with one output
 * @param usual a value for each column
 */
export function occlude(
  evaluator: Evaluator,
  row: Float32Array,
  usual: ArrayLike<number>,
): Contribution[] {
  const weights = new Float64Array(row.length);
  const unusual = Array.from(row.keys()).filter((column) =>
    row[column] !== Math.fround(usual[column])
  );
  const [whole] = outputs(evaluator, row, [null], usual);
  for (let from = 0; from < unusual.length; from += CHUNK_ROWS) {
    const columns = unusual.slice(from, from + CHUNK_ROWS);
    const values = outputs(evaluator, row, columns, usual);
    columns.forEach((column, i) => weights[column] = difference(whole, values[i]));
  }
  return Array.from(weights, (weight, column) => ({ column, weight }));
}

/** Outputs for copies of a row, each with one column set to its usual value. */
function outputs(
  evaluator: Evaluator,
  row: Float32Array,
  columns: (number | null)[],
  usual: ArrayLike<number>,
): Float32Array {
  const data = new Float32Array(columns.length * row.length);
  columns.forEach((column, i) => {
    data.set(row, i * row.length);
    if (column !== null) data[i * row.length + column] = usual[column];
  });
  const starts = Uint32Array.from(columns.keys());
  const samples = { data, rows: columns.length, columns: row.length, starts };
  return evaluator.outputs(samples, 0, columns.length);
}

/** Zero where the network overflows. */
function difference(a: number, b: number): number {
  return Number.isFinite(a - b) ? a - b : 0;
}
