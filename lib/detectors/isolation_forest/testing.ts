/**
 * Material for the tests of the isolation forest.
 *
 * @module
 */
import fc from "fast-check";
import { createRandom } from "../../base/random.ts";
import type { Matrix } from "../../learning/matrix.ts";
import { averagePathLength } from "./average_path_length.ts";
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
export function grownForest(
  x: Matrix,
  trees: number,
  seed: number,
  height: number = Math.ceil(Math.log2(x.rows)),
  width = 1,
): Forest {
  const forest = emptyForest({ trees, height, subsampleSize: x.rows, cols: x.cols, width });
  const grower = new TreeGrower(x, createRandom(seed));
  for (let tree = 0; tree < trees; tree++) grower.grow(forest, tree);
  return forest;
}

/** The path length of the paper, algorithm 3, summed over the trees. */
export function pathLength(forest: Forest, row: Float32Array): number {
  const { trees, height, width, columns, thresholds, planes, sizes } = forest;
  const slots = 2 ** height;
  const sizeBelow = (tree: number, node: number): number =>
    node >= slots - 1
      ? sizes[tree * slots + node - slots + 1]
      : sizeBelow(tree, 2 * node + 1) + sizeBelow(tree, 2 * node + 2);
  const follow = (tree: number, node: number, depth: number): number => {
    const place = tree * (slots - 1) + node;
    if (depth === height || thresholds[place] === Infinity) {
      return depth + averagePathLength(sizeBelow(tree, node));
    }
    const terms = Array.from({ length: width }, (_, i) => {
      const at = place * width + i;
      return row[columns[at]] * (planes ? planes.weights[at] : 1);
    });
    const value = Math.fround(terms.reduce((sum, term) => sum + term, 0));
    return follow(tree, 2 * node + (value > thresholds[place] ? 2 : 1), depth + 1);
  };
  let sum = 0;
  for (let tree = 0; tree < trees; tree++) sum += follow(tree, 0, 0);
  return sum;
}

/** Small matrices with many equal values. */
export const smallMatrix: fc.Arbitrary<Matrix> = fc.integer({ min: 1, max: 4 }).chain((cols) =>
  fc.array(fc.array(fc.integer({ min: 0, max: 3 }), { minLength: cols, maxLength: cols }), {
    minLength: 2,
    maxLength: 33,
  })
).map(matrixOf);
