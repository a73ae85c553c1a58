/**
 * Where the bars of a small histogram begin and end.
 *
 * @module
 */

/** Edges of a histogram. */
export interface Edges {
  /** Where the bars would begin if the first did not reach down to the least value. */
  start: number;
  /** Of each bar but the first and the last; 0 where all values are equal. */
  width: number;
  /** One more than there are bars. */
  edges: number[];
}

const BARS = 20;

/**
 * Bars of equal width over the middle of the values; the first and the last one reach out to the
 * least and the greatest value, so that a few far values do not press all others into one bar.
 * Whole numbers of a small range get a bar each.
 *
 * @param range of all values
 * @param middle 99.8 % of the values lie from `low` to `high`; `whole`: all are whole numbers
 */
export function chooseEdges(
  { min, max }: { min: number; max: number },
  { low, high, whole }: { low: number; high: number; whole: boolean },
): Edges {
  if (min === max) return { start: min, width: 0, edges: [min, max] };
  const [from, to] = low < high ? [low, high] : [min, max];
  const single = whole && to - from < BARS;
  const start = single ? from - 0.5 : from;
  const bars = single ? to - from + 1 : BARS;
  const width = single ? 1 : (to - from) / BARS;
  const inner = Array.from({ length: bars - 1 }, (_, i) => start + (i + 1) * width);
  return {
    start,
    width,
    edges: [Math.min(min, start), ...inner, Math.max(max, start + bars * width)],
  };
}
