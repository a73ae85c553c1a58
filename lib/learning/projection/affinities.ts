/**
 * How strongly rows attract each other in t-SNE.
 *
 * @module
 */
import type { NearestRows } from "./nearest_rows.ts";

/** Pairs of rows that attract each other, each pair once. */
export interface Affinities {
  first: Int32Array;
  second: Int32Array;
  /** The probability of each pair, both orders together; they add up to 1. */
  weights: Float64Array;
}

/** How near the search comes to the perplexity asked for, as a difference of its logarithm. */
const TOLERANCE = 1e-5;
const MOST_STEPS = 60;

/**
 * The joint probabilities of rows and their nearest rows: normal kernels around each row, as wide as
 * the perplexity asks for, made symmetric.
 *
 * Source: L. van der Maaten and G. Hinton, "Visualizing Data using t-SNE", JMLR 9, 2008.
 *
 * @param perplexity how many neighbours a row has, in effect; at most a third of `nearest.count`
 * gives what all rows would give
 */
export function affinities(nearest: NearestRows, perplexity: number): Affinities {
  const { count, rows, squared } = nearest;
  const n = rows.length / count;
  const conditional = new Float64Array(rows.length);
  for (let row = 0; row < n; row++) {
    const from = row * count;
    const kernel = conditional.subarray(from, from + count);
    kernelOf(squared.subarray(from, from + count), Math.log(perplexity), kernel);
  }
  return symmetric(rows, conditional, count);
}

/** Probabilities of the neighbours of one row, by a search for the width that gives the entropy. */
function kernelOf(squared: Float64Array, entropy: number, kernel: Float64Array): void {
  const nearest = squared.reduce((least, value) => Math.min(least, value), Infinity);
  const mean = squared.reduce((sum, value) => sum + (value - nearest), 0) / squared.length;
  let precision = mean > 0 ? 1 / mean : 1;
  let low = 0;
  let high = Infinity;
  for (let step = 0; step < MOST_STEPS; step++) {
    let sum = 0;
    let weighted = 0;
    for (let i = 0; i < squared.length; i++) {
      const distance = squared[i] - nearest;
      kernel[i] = Math.exp(-precision * distance);
      sum += kernel[i];
      weighted += distance * kernel[i];
    }
    const excess = Math.log(sum) + precision * weighted / sum - entropy;
    for (let i = 0; i < kernel.length; i++) kernel[i] /= sum;
    if (Math.abs(excess) < TOLERANCE) break;
    if (excess > 0) {
      low = precision;
      precision = high === Infinity ? 2 * precision : (low + high) / 2;
    } else {
      high = precision;
      precision = (low + high) / 2;
    }
  }
}

function symmetric(rows: Int32Array, conditional: Float64Array, count: number): Affinities {
  const n = rows.length / count;
  const pairs = new Map<number, number>();
  for (let i = 0; i < rows.length; i++) {
    const row = Math.floor(i / count);
    const key = Math.min(row, rows[i]) * n + Math.max(row, rows[i]);
    pairs.set(key, (pairs.get(key) ?? 0) + conditional[i] / n);
  }
  const keys = Float64Array.from(pairs.keys()).sort();
  return {
    first: Int32Array.from(keys, (key) => Math.floor(key / n)),
    second: Int32Array.from(keys, (key) => key % n),
    weights: keys.map((key) => pairs.get(key)!),
  };
}
