/**
 * How rare the bins of a histogram are.
 *
 * @module
 */
import type { Bins } from "./bins.ts";

/** Rows that a place without rows counts as having. */
const EMPTY = 0.5;

/** What a column adds to the score. */
export interface ColumnParts {
  /** For a value in each bin: the logarithm of the highest density over that of the bin. */
  parts: Float64Array;
  /** For a value that is in no bin. */
  outside: number;
}

/**
 * The parts of a histogram, 0 for its highest bin. Where there are no rows, half a row is assumed,
 * since the logarithm of nothing is infinite.
 */
export function partsOf({ edges, counts }: Bins): ColumnParts {
  const rows = counts.reduce((sum, count) => sum + count, 0);
  if (counts.length === 1) {
    return { parts: Float64Array.of(0), outside: Math.log(rows / EMPTY) };
  }
  const widths = counts.map((_, bin) => edges[bin + 1] - edges[bin]);
  // A last bin of one value is as wide as the bin before it.
  const last = widths.length - 1;
  if (widths[last] === 0) widths[last] = widths[last - 1];
  const densities = counts.map((count, bin) => Math.max(count, EMPTY) / widths[bin]);
  const mean = (edges[edges.length - 1] - edges[0]) / counts.length;
  const lowest = densities.reduce((least, density) => Math.min(least, density));
  const highest = densities.reduce((most, density) => Math.max(most, density));
  return {
    parts: densities.map((density) => Math.log(highest / density)),
    outside: Math.log(highest / Math.min(EMPTY / mean, lowest)),
  };
}
