/**
 * The largest scores, as extreme value theory looks at them.
 *
 * @module
 */
import { quantile } from "../../metrics/quantile.ts";

/** The scores above an initial threshold. */
export interface Peaks {
  /** The initial threshold. */
  start: number;
  /** By how much each peak lies above it; empty when all scores are equal. */
  excesses: Float64Array;
}

/**
 * The scores above their `level` quantile. Where none lies above it, because the largest ones are
 * equal, the initial threshold is the largest score below them.
 *
 * @param scores at least one
 * @param level 0 to 1
 */
export function peaksAbove(scores: Float32Array, level: number): Peaks {
  let start = quantile(scores, level);
  const largest = quantile(scores, 1);
  if (!(largest > start)) {
    start = scores.reduce(
      (most, score) => score < largest && score > most ? score : most,
      -Infinity,
    );
    if (start === -Infinity) return { start: largest, excesses: new Float64Array(0) };
  }
  return {
    start,
    excesses: Float64Array.from(scores.filter((score) => score > start), (score) => score - start),
  };
}
