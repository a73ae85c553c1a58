/**
 * Curves with fewer points for drawing.
 *
 * @module
 */

/**
 * Downsamples a curve to at most `limit` points that keep its shape: the end points, then always the
 * point that lies farthest from the line drawn so far, until the limit is reached or every point
 * that is left out lies on the line.
 *
 * Source: U. Ramer 1972; D. Douglas and T. Peucker, "Algorithms for the reduction of the number of
 * points required to represent a digitized line", Cartographica 10 (2), 1973.
 *
 * @param points arrays of one length, one entry a point
 * @param x key of the horizontal coordinate; its range should be about that of `y`
 * @param y key of the vertical coordinate
 * @param limit at least 2
 * @returns the same keys with the kept points in their order
 * @throws {RangeError} when `limit` is less than 2
 */
export function downsampleCurve<Points extends Record<keyof Points, Float64Array>>(
  points: Points,
  x: keyof Points,
  y: keyof Points,
  limit: number,
): Record<keyof Points, number[]> {
  if (!(limit >= 2)) throw new RangeError(`A curve needs at least 2 points, not ${limit}.`);
  const kept = keptPoints(points[x], points[y], limit);
  const entries = Object.entries<Float64Array>(points).map(([key, values]) =>
    [key, kept.map((index) => values[index])] as const
  );
  return Object.fromEntries(entries) as Record<keyof Points, number[]>;
}

/** A stretch of the curve between two kept points. */
interface Stretch {
  from: number;
  to: number;
  /** The point of it that lies farthest from the straight line. */
  farthest: number;
  distance: number;
}

/** Below this distance a point counts as on the line. */
const ON_THE_LINE = 1e-9;

function keptPoints(x: Float64Array, y: Float64Array, limit: number): number[] {
  if (x.length <= 2) return Array.from(x, (_, i) => i);
  const kept = [0, x.length - 1];
  const stretches = [stretch(x, y, 0, x.length - 1)];
  while (kept.length < limit) {
    let widest = 0;
    for (let i = 1; i < stretches.length; i++) {
      if (stretches[i].distance > stretches[widest].distance) widest = i;
    }
    const { from, to, farthest, distance } = stretches[widest];
    if (distance <= ON_THE_LINE) break;
    kept.push(farthest);
    stretches[widest] = stretch(x, y, from, farthest);
    stretches.push(stretch(x, y, farthest, to));
  }
  return kept.sort((a, b) => a - b);
}

function stretch(x: Float64Array, y: Float64Array, from: number, to: number): Stretch {
  const dx = x[to] - x[from];
  const dy = y[to] - y[from];
  const length = Math.hypot(dx, dy);
  let farthest = from;
  let distance = 0;
  for (let i = from + 1; i < to; i++) {
    const px = x[i] - x[from];
    const py = y[i] - y[from];
    const away = length > 0 ? Math.abs(px * dy - py * dx) / length : Math.hypot(px, py);
    if (away > distance) {
      distance = away;
      farthest = i;
    }
  }
  return { from, to, farthest, distance };
}
