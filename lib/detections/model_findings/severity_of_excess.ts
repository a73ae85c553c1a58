/** Severity of a corrected probability of 0.01 and of a tenth, a thousandth and a millionth of it. */
const POINTS: [score: number, severity: number][] = [[0, 0], [2, 30], [3, 40], [5, 70], [8, 90]];
/** Beyond the last point severity approaches 100: so many powers of ten halve what is left. */
const HALVING = 3;

/**
 * Severity, 0 to 100, of a probability that is corrected for the number of tests. Medium (40), high
 * (70) and critical (90) begin where the bands of checks of behaviour do.
 */
export function severityOfExcess(p: number): number {
  const score = -Math.log10(Math.max(p, 1e-300));
  for (let i = 1; i < POINTS.length; i++) {
    const [[x0, y0], [x1, y1]] = [POINTS[i - 1], POINTS[i]];
    if (score <= x1) return y0 + (y1 - y0) * (score - x0) / (x1 - x0);
  }
  const [last, severity] = POINTS[POINTS.length - 1];
  return 100 - (100 - severity) * 2 ** (-(score - last) / HALVING);
}
