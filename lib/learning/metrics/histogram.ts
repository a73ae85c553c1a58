/**
 * How scores are distributed.
 *
 * @module
 */
import { quantile } from "./quantile.ts";

/** Counts of scores between consecutive edges. */
export interface Histogram {
  /**
   * Ascending; one longer than the counts. A score on an edge counts above it. Scores below the
   * first and above the last edge count in the first and the last bin.
   */
  edges: number[];
  /** Normal rows in each bin; all rows when the truth is not known. */
  normal: number[];
  /** Attacks in each bin. */
  attack: number[];
}

/** Scores beyond these quantiles need not lie between the edges. */
const LOW_TAIL = 0.001;
const HIGH_TAIL = 0.999;
/** Edges get equal ratios when the largest scores are this many times the 1st percentile. */
const WIDE_RATIO = 1000;

/**
 * A histogram of the scores.
 *
 * Its bins are of equal width as a rule. Positive scores that range over three orders of magnitude,
 * such as reconstruction errors, get edges of equal ratio: else nearly all normal rows would be in
 * one bin, and the threshold with them. A few extreme scores do not stretch the bins: where the
 * largest score lies more than half as far again from the smallest as the 99.9th percentile, that
 * percentile is the last edge; edges of equal ratio start at the 0.1st percentile. The counts always
 * add up to the number of scores.
 *
 * @param scores finite numbers, one a row
 * @param truth 1 for an attack, 0 for a normal row, or `null` when it is not known
 * @param bins how many, at least 1
 * @throws {RangeError} when the lengths differ, or `bins` is not a whole number from 1
 */
export function histogram(
  scores: Float32Array,
  truth: Uint8Array | null,
  bins: number,
): Histogram {
  if (!Number.isInteger(bins) || bins < 1) {
    throw new RangeError(`The number of bins must be a whole number from 1, not ${bins}.`);
  }
  if (truth && truth.length !== scores.length) {
    throw new RangeError(`${scores.length} scores, but ${truth.length} true labels.`);
  }
  const edges = edgesFor(scores, bins);
  const normal = new Array<number>(bins).fill(0);
  const attack = new Array<number>(bins).fill(0);
  for (let i = 0; i < scores.length; i++) {
    const bin = binOf(scores[i], edges);
    truth && truth[i] !== 0 ? attack[bin]++ : normal[bin]++;
  }
  return { edges, normal, attack };
}

/** The last bin whose lower edge is not above the score, or the first. */
export function binOf(score: number, edges: number[]): number {
  let low = 0;
  let high = edges.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if (score >= edges[middle]) low = middle;
    else high = middle;
  }
  return low;
}

function edgesFor(scores: Float32Array, bins: number): number[] {
  if (scores.length === 0) return evenEdges(0, 1, bins);
  let lowest = Infinity;
  let highest = -Infinity;
  for (let i = 0; i < scores.length; i++) {
    if (scores[i] < lowest) lowest = scores[i];
    if (scores[i] > highest) highest = scores[i];
  }
  if (lowest === highest) {
    const margin = Math.max(0.5, Math.abs(lowest) / 1000);
    return evenEdges(lowest - margin, lowest + margin, bins);
  }
  const tail = quantile(scores, HIGH_TAIL);
  const high = tail > lowest && highest - lowest > 1.5 * (tail - lowest) ? tail : highest;
  return isWide(scores, high)
    ? ratioEdges(elementAt(scores, LOW_TAIL), high, bins)
    : evenEdges(lowest, high, bins);
}

function isWide(scores: Float32Array, high: number): boolean {
  return elementAt(scores, LOW_TAIL) > 0 && high / elementAt(scores, 0.01) > WIDE_RATIO;
}

/** The largest score that is not above the quantile. */
function elementAt(scores: Float32Array, q: number): number {
  const last = scores.length - 1;
  return quantile(scores, Math.floor(q * last) / last);
}

function evenEdges(low: number, high: number, bins: number): number[] {
  return Array.from(
    { length: bins + 1 },
    (_, i) => i === bins ? high : low + (high - low) / bins * i,
  );
}

function ratioEdges(low: number, high: number, bins: number): number[] {
  return Array.from(
    { length: bins + 1 },
    (_, i) => i === bins ? high : low * (high / low) ** (i / bins),
  );
}
