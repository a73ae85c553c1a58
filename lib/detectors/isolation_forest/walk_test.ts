import assert from "node:assert/strict";
import fc from "fast-check";
import { averagePathLength } from "./average_path_length.ts";
import { type Forest, slotPathLengths } from "./forest.ts";
import { grownForest, randomMatrix, smallMatrix } from "./testing.ts";
import { addPathLengths } from "./walk.ts";

/** The path length of the paper, algorithm 3, summed over the trees. */
function pathLength(forest: Forest, row: Float32Array): number {
  const slots = 2 ** forest.height;
  const sizeBelow = (tree: number, node: number): number =>
    node >= slots - 1
      ? forest.sizes[tree * slots + node - slots + 1]
      : sizeBelow(tree, 2 * node + 1) + sizeBelow(tree, 2 * node + 2);
  let sum = 0;
  for (let tree = 0; tree < forest.trees; tree++) {
    let node = 0;
    let depth = 0;
    const threshold = () => forest.thresholds[tree * (slots - 1) + node];
    while (depth < forest.height && threshold() !== Infinity) {
      const value = row[forest.columns[tree * (slots - 1) + node]];
      node = 2 * node + (value > threshold() ? 2 : 1);
      depth++;
    }
    sum += depth + averagePathLength(sizeBelow(tree, node));
  }
  return sum;
}

Deno.test("addPathLengths() adds the path lengths of the paper's algorithm", () => {
  fc.assert(fc.property(smallMatrix, fc.nat(), fc.nat({ max: 20 }), (x, seed, skip) => {
    const forest = grownForest(x, 5, seed);
    const test = randomMatrix(40, x.cols, seed);
    const sums = new Float64Array(test.rows - skip).fill(100);
    addPathLengths(forest, slotPathLengths(forest), test.data, skip, test.rows, sums);
    sums.forEach((sum, i) => {
      const start = (skip + i) * x.cols;
      const expected = pathLength(forest, test.data.subarray(start, start + x.cols));
      assert.ok(Math.abs(sum - 100 - expected) < 1e-9);
    });
  }));
});
