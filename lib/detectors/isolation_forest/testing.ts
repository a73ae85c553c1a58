/**
 * Material for the tests of the isolation forest.
 *
 * @module
 */
import fc from "fast-check";
import { createRandom } from "../../random.ts";
import type { Matrix } from "../detector.ts";
import { emptyForest, type Forest } from "./forest.ts";
import { TreeGrower } from "./grow.ts";

/** A matrix of the given rows. */
export function matrixOf(rows: number[][]): Matrix {
  const cols = rows[0].length;
  return {
    data: Float32Array.from(rows.flat()),
    rows: rows.length,
    cols,
    names: Array.from({ length: cols }, (_, column) => `c${column}`),
  };
}

/** Normally distributed values. */
export function randomMatrix(rows: number, cols: number, seed: number): Matrix {
  const random = createRandom(seed);
  return matrixOf(Array.from({ length: rows }, () => Array.from({ length: cols }, random.normal)));
}

/** A forest grown on the whole of a matrix. */
export function grownForest(x: Matrix, trees: number, seed: number, height?: number): Forest {
  const forest = emptyForest(trees, height ?? Math.ceil(Math.log2(x.rows)), x.rows, x.cols);
  const grower = new TreeGrower(x, createRandom(seed));
  for (let tree = 0; tree < trees; tree++) grower.grow(forest, tree);
  return forest;
}

/** Small matrices with many equal values. */
export const smallMatrix: fc.Arbitrary<Matrix> = fc.integer({ min: 1, max: 4 }).chain((cols) =>
  fc.array(fc.array(fc.integer({ min: 0, max: 3 }), { minLength: cols, maxLength: cols }), {
    minLength: 2,
    maxLength: 33,
  })
).map(matrixOf);
