/**
 * Histograms of one column.
 *
 * @module
 */
import { lowerBound, type ValueCounts } from "../columns/value_counts.ts";

/** A histogram. */
export interface Bins {
  /** Ascending, one more than there are bins. A bin holds its lower edge; the last one both. */
  edges: Float64Array;
  /** Rows in each bin. */
  counts: Float64Array;
}

/** The rules for the number of bins look no further. */
const MOST_AUTO_BINS = 1000;

/** Bins of equal width. A column with one value has one bin of no width. */
export function staticBins(column: ValueCounts, bins: number): Bins {
  const { values } = column;
  const low = values[0];
  const high = values[values.length - 1];
  const count = low === high ? 1 : bins;
  const edges = Float64Array.from({ length: count + 1 }, (_, i) => edge(low, high, count, i));
  return { edges, counts: countsBetween(column, edges) };
}

/**
 * Bins of about as many rows each: successive values fill a bin until it has its share. Rows of the
 * same value are never parted, so a frequent value can fill a bin beyond its share. A bin reaches
 * to the first value of the next one.
 */
export function dynamicBins(column: ValueCounts, bins: number): Bins {
  const { values, atMost } = column;
  const share = atMost[atMost.length - 1] / bins;
  const edges: number[] = [];
  for (let i = 0, before = 0; i < values.length;) {
    edges.push(values[i]);
    while (i < values.length - 1 && atMost[i] - before < share) i++;
    before = atMost[i++];
  }
  edges.push(values[values.length - 1]);
  const all = Float64Array.from(edges);
  return { edges: all, counts: countsBetween(column, all) };
}

/**
 * The number of bins of equal width that suits a column best: the largest likelihood of its rows
 * less a penalty, D - 1 + ln(D)^2.5 for D bins. At most one for each distinct value.
 *
 * Source: L. Birgé, Y. Rozenholc, "How many bins should be put in a regular histogram", ESAIM:
 * Probability and Statistics 10, 2006.
 */
export function birgeRozenholc(column: ValueCounts): number {
  const { values, atMost } = column;
  const rows = atMost[atMost.length - 1];
  const most = Math.min(values.length, MOST_AUTO_BINS, Math.floor(rows / Math.log(rows)));
  let best = 1;
  let highest = -Infinity;
  for (let bins = 1; bins <= most; bins++) {
    const { counts } = staticBins(column, bins);
    let likelihood = 0;
    for (const count of counts) {
      if (count > 0) likelihood += count * Math.log(bins * count / rows);
    }
    const value = likelihood - (bins - 1 + Math.log(bins) ** 2.5);
    if (value > highest) [best, highest] = [bins, value];
  }
  return best;
}

/** The square root of the rows, the rule of thumb of Goldstein and Dengel. */
export function squareRootBins(rows: number): number {
  return Math.min(MOST_AUTO_BINS, Math.max(1, Math.round(Math.sqrt(rows))));
}

/** The last edge is the greatest value, whatever rounding says. */
function edge(low: number, high: number, bins: number, i: number): number {
  return i === bins ? high : low + (high - low) * i / bins;
}

function countsBetween({ values, atMost }: ValueCounts, edges: Float64Array): Float64Array {
  const counts = new Float64Array(edges.length - 1);
  let before = 0;
  for (let bin = 0; bin < counts.length; bin++) {
    const next = bin === counts.length - 1 ? values.length : lowerBound(values, edges[bin + 1]);
    const upTo = next === 0 ? 0 : atMost[next - 1];
    counts[bin] = upTo - before;
    before = upTo;
  }
  return counts;
}
