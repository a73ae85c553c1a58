/**
 * Detectors for tests whose importances can be computed by hand.
 *
 * @module
 */
import type { Detector } from "../detector.ts";
import type { Matrix } from "../../learning/matrix.ts";

/**
 * Scores a row by the sum of its columns, each times its weight, over the row and `context` rows
 * before it; explains it by these products.
 */
export function linearDetector(weights: number[], context = 0): Detector & { calls: number } {
  const unused = () => Promise.reject(new Error("Not for this test."));
  const product = (row: Float32Array) =>
    row.reduce((sum, value, i) => sum + value * weights[i % weights.length], 0);
  return {
    kind: "isolation-forest",
    context,
    calls: 0,
    fit: unused,
    save: unused,
    dispose() {},
    score(this: { calls: number }, { data, rows, cols, starts }: Matrix) {
      this.calls++;
      const from = (row: number) => Math.max(starts?.[row] ?? 0, row - context);
      return Promise.resolve(
        Float32Array.from(
          { length: rows },
          (_, row) => product(data.subarray(from(row) * cols, (row + 1) * cols)),
        ),
      );
    },
    explain: (row) =>
      Promise.resolve(
        weights.map((weight, column) => ({
          column,
          weight: weight *
            row.filter((_, i) => i % weights.length === column).reduce((sum, v) => sum + v, 0),
        })),
      ),
  };
}

/** A matrix of rows. */
export function matrixOf(rows: number[][], starts?: number[]): Matrix {
  const [{ length: cols }] = rows;
  return {
    data: Float32Array.from(rows.flat()),
    rows: rows.length,
    cols,
    names: Array.from({ length: cols }, (_, i) => `c${i}`),
    ...(starts && { starts: Uint32Array.from(starts) }),
  };
}
