import type { ScoreFit } from "./types.ts";

const BINS = 60;
/** Bins below the threshold, which so lies at 60 % of the axis. */
const BINS_BELOW = 36;
/** Share of scores that may lie below the first edge. */
const LOWEST_SHARE = 0.001;
/** Fewer held-out rows say nothing about a shift. */
const FEWEST_ROWS = 40;
/** Of longer lists so many scores are compared, evenly spread. */
const MOST_COMPARED = 100_000;
/** Critical value of the Kolmogorov-Smirnov statistic, one-sided at 0.1 %: sqrt(-ln(0.001) / 2). */
const CRITICAL = 1.858;

/**
 * Lays the scores of test rows beside those of held-out training rows.
 *
 * @param threshold above which rows are flagged
 */
export function scoreFit(
  test: Float32Array,
  heldOut: Float32Array | null,
  threshold: number,
): Omit<ScoreFit, "model"> {
  const usual = heldOut ?? new Float32Array(0);
  const edges = edgesFor(usual.length > 0 ? usual : test, threshold);
  const scale = usual.length > 0 ? test.length / usual.length : 0;
  return {
    edges,
    test: countsIn(test, edges),
    training: countsIn(usual, edges).map((count) => count * scale),
    threshold,
    shift: usual.length < FEWEST_ROWS ? null : shiftBelow(threshold, usual, test),
  };
}

/** Equal bins around the threshold, so that the same place means the same for all models. */
function edgesFor(usual: Float32Array, threshold: number): number[] {
  const sorted = usual.toSorted();
  const low = Math.min(sorted[Math.floor(LOWEST_SHARE * sorted.length)] ?? threshold, threshold);
  const reach = threshold - low || Math.abs(threshold) || 1;
  return Array.from(
    { length: BINS + 1 },
    (_, i) => threshold + reach * (i - BINS_BELOW) / BINS_BELOW,
  );
}

/** A score at the threshold is in the bin below it: it is not flagged. */
function countsIn(scores: Float32Array, edges: number[]): number[] {
  const [threshold, next] = edges.slice(BINS_BELOW);
  const width = next - threshold;
  const counts: number[] = Array(BINS).fill(0);
  for (const score of scores) {
    const bin = BINS_BELOW + Math.ceil((score - threshold) / width) - 1;
    counts[Math.min(BINS - 1, Math.max(0, bin))]++;
  }
  return counts;
}

function shiftBelow(threshold: number, usual: Float32Array, test: Float32Array): number {
  const [before, now] = [usual, test].map((scores) =>
    evenly(scores.filter((score) => score <= threshold).sort())
  );
  if (before.length < FEWEST_ROWS || now.length < FEWEST_ROWS) return 0;
  let [shift, i, j] = [0, 0, 0];
  while (i < before.length && j < now.length) {
    const score = Math.min(before[i], now[j]);
    while (before[i] === score) i++;
    while (now[j] === score) j++;
    const difference = i / before.length - j / now.length;
    if (Math.abs(difference) > Math.abs(shift)) shift = difference;
  }
  const chance = CRITICAL * Math.sqrt(1 / before.length + 1 / now.length);
  return Math.abs(shift) > chance ? shift : 0;
}

function evenly(sorted: Float32Array): Float32Array {
  if (sorted.length <= MOST_COMPARED) return sorted;
  const step = sorted.length / MOST_COMPARED;
  return Float32Array.from({ length: MOST_COMPARED }, (_, i) => sorted[Math.floor(i * step)]);
}
