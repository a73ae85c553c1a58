/** Severity at the dial's limit, and at one, three and six powers of ten beyond it. */
const POINTS: [beyond: number, severity: number][] = [[-2, 0], [0, 30], [1, 40], [3, 70], [6, 90]];
/** Beyond the last point severity approaches 100: so many powers of ten halve what is left. */
const HALVING = 3;

/**
 * Severity, 0 to 100, of a probability: how many powers of ten it lies beyond the limit that the dial
 * sets. Medium (40) begins at one, high (70) at three, critical (90) at six.
 *
 * @param score -log10 of the probability
 * @param limit of {@linkcode Dial}
 */
export function severityOf(score: number, limit: number): number {
  const beyond = score - limit;
  for (let i = 1; i < POINTS.length; i++) {
    const [x0, y0] = POINTS[i - 1];
    const [x1, y1] = POINTS[i];
    if (beyond <= x1) return Math.max(0, y0 + (y1 - y0) * (beyond - x0) / (x1 - x0));
  }
  const [last, severity] = POINTS[POINTS.length - 1];
  return 100 - (100 - severity) * Math.pow(2, -(beyond - last) / HALVING);
}
