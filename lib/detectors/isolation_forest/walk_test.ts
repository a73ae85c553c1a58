import assert from "node:assert/strict";
import fc from "fast-check";
import { slotPathLengths } from "./forest.ts";
import { grownForest, pathLength, randomMatrix, smallMatrix } from "./testing.ts";
import { addPathLengths } from "./walk.ts";

const width = fc.integer({ min: 1, max: 3 });

Deno.test("addPathLengths() adds the path lengths of the paper's algorithm", () => {
  fc.assert(
    fc.property(smallMatrix, fc.nat(), fc.nat({ max: 20 }), width, (x, seed, skip, width) => {
      const forest = grownForest(x, 5, seed, undefined, width);
      const test = randomMatrix(40, x.cols, seed);
      const sums = new Float64Array(test.rows - skip).fill(100);
      addPathLengths(forest, slotPathLengths(forest), test.data, skip, test.rows, sums);
      sums.forEach((sum, i) => {
        const start = (skip + i) * x.cols;
        const expected = pathLength(forest, test.data.subarray(start, start + x.cols));
        assert.ok(Math.abs(sum - 100 - expected) < 1e-9);
      });
    }),
  );
});
