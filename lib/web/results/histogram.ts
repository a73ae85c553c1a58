/**
 * Places values on histograms whose bins need not be of one width.
 *
 * @module
 */

/**
 * Where a value lies among the edges, in bins: 0 at the first edge, `edges.length - 1` at the last.
 * Values outside are placed at the nearer end.
 */
export function positionOnEdges(edges: number[], value: number): number {
  const last = edges.length - 1;
  if (!(value > edges[0])) return 0;
  if (value >= edges[last]) return last;
  let low = 0;
  let high = last;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (edges[middle] <= value) low = middle;
    else high = middle;
  }
  return low + (value - edges[low]) / (edges[high] - edges[low]);
}

/**
 * Share of the counted values that are surely below `value`: those in the bins that end before its
 * own. The last bin may hold values beyond the last edge.
 *
 * @returns `null` when nothing was counted
 */
export function shareBelow(edges: number[], counts: number[], value: number): number | null {
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (total === 0) return null;
  const bin = Math.min(Math.floor(positionOnEdges(edges, value)), counts.length - 1);
  return counts.slice(0, bin).reduce((sum, count) => sum + count, 0) / total;
}

/** Whether the edges grow by one ratio, as they do for scores that range over orders of magnitude. */
export function hasEqualRatios(edges: number[]): boolean {
  const [first, second] = edges;
  const [beforeLast, last] = edges.slice(-2);
  if (!(first > 0) || edges.length < 3) return false;
  const ratio = second / first;
  return ratio > 1.01 && Math.abs(last / beforeLast / ratio - 1) < 0.001;
}
