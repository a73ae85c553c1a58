import type { Rows } from "../../linear_algebra/moments.ts";

/** Skewness of a symmetric column that comes from rounding. */
const ROUNDING = 1e-9;

/** The skewness of each column: its third central moment over the cube of its deviation; 0 of a constant. */
export function columnSkewness({ data, rows, cols }: Rows): Float64Array {
  const means = new Float64Array(cols);
  for (let i = 0; i < rows * cols; i++) means[i % cols] += data[i];
  for (let col = 0; col < cols; col++) means[col] /= rows;
  const squares = new Float64Array(cols);
  const cubes = new Float64Array(cols);
  for (let row = 0, i = 0; row < rows; row++) {
    for (let col = 0; col < cols; col++, i++) {
      const distance = data[i] - means[col];
      squares[col] += distance * distance;
      cubes[col] += distance ** 3;
    }
  }
  return squares.map((square, col) => {
    const variance = square / rows;
    const skewness = variance > 0 ? cubes[col] / rows / variance ** 1.5 : 0;
    return Math.abs(skewness) < ROUNDING ? 0 : skewness;
  });
}
