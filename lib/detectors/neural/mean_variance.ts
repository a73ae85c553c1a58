import type { Matrix } from "../../learning/matrix.ts";

/** The variance of each column, averaged over the columns: the loss of restoring means alone. */
export function meanVariance({ data, rows, cols }: Matrix): number {
  const sums = new Float64Array(cols);
  const squares = new Float64Array(cols);
  for (let row = 0, at = 0; row < rows; row++) {
    for (let col = 0; col < cols; col++, at++) {
      sums[col] += data[at];
      squares[col] += data[at] ** 2;
    }
  }
  return sums.reduce((total, sum, col) => total + squares[col] / rows - (sum / rows) ** 2, 0) /
    cols;
}
