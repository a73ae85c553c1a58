import assert from "node:assert/strict";
import fc from "fast-check";
import type { Matrix } from "../../learning/matrix.ts";
import { emptyForest, type Forest, slotPathLengths } from "./forest.ts";
import { ForestScorer } from "./scorer.ts";
import { grownForest, matrixOf, pathLength, randomMatrix } from "./testing.ts";

/** So many that kernels score them in forests of 100 trees. */
const MANY = 6000;

function scorerOf(forest: Forest, threads?: number): ForestScorer {
  return new ForestScorer(forest, slotPathLengths(forest), threads);
}

/** The first rows again and again, so many in all. */
function repeated(x: Matrix, rows: number): Matrix {
  const size = x.rows * x.cols;
  return { ...x, rows, data: new Float32Array(rows * x.cols).map((_, i) => x.data[i % size]) };
}

/** 100 times the same tree: 6 rows, cut at 1 into 3 and 3, those at 0.5 into 1 and 2. */
function forestByHand(width: number): Forest {
  const forest = emptyForest({ trees: 100, height: 2, subsampleSize: 6, cols: 3, width });
  const [first, second] = width === 1 ? [[0], [2]] : [[0, 1], [2, 1]];
  for (let tree = 0; tree < 100; tree++) {
    forest.columns.set(first, tree * 3 * width);
    forest.columns.set(second, (tree * 3 + 2) * width);
    forest.planes?.weights.set([1, -1], tree * 3 * width);
    forest.planes?.weights.set([2, 0], (tree * 3 + 2) * width);
    forest.thresholds.set([1, Infinity, 0.5], tree * 3);
    forest.sizes.set([3, 0, 1, 2], tree * 4);
  }
  return forest;
}

/** c(3) is 5/3, c(2) is 1, and c(6), the unit, is 2.9. */
const LEFT = 2 ** (-(1 + 5 / 3) / 2.9);
const MIDDLE = 2 ** (-2 / 2.9);
const RIGHT = 2 ** (-3 / 2.9);

for (const [how, rows] of [["", 3], [" by kernels", MANY]] as const) {
  const assertScores = async (forest: Forest, values: number[][], expected: number[]) => {
    const scores = await scorerOf(forest).score(repeated(matrixOf(values), rows));
    scores.forEach((score, row) => assert.ok(Math.abs(score - expected[row % 3]) < 1e-6));
  };

  Deno.test(`ForestScorer.score() has the values worked out by hand${how}`, async () => {
    const values = [[1, 9, 9], [1.01, 9, 0.5], [1.01, -9, 0.51]];
    await assertScores(forestByHand(1), values, [LEFT, MIDDLE, RIGHT]);
  });

  Deno.test(`ForestScorer.score() has those of hyperplanes worked out by hand${how}`, async () => {
    const values = [[9, 8, 9], [9, 7.9, 0.25], [0, -9, 0.26]];
    await assertScores(forestByHand(2), values, [LEFT, MIDDLE, RIGHT]);
  });
}

Deno.test("ForestScorer.score() is the plain reference's to the last bit, by kernels too", async () => {
  const sizes = fc.record({
    rows: fc.integer({ min: 1, max: 130 }),
    cols: fc.integer({ min: 1, max: 9 }),
    sample: fc.integer({ min: 2, max: 300 }),
    width: fc.integer({ min: 1, max: 4 }),
    seed: fc.nat(),
  });
  await fc.assert(
    fc.asyncProperty(sizes, async ({ rows, cols, sample, width, seed }) => {
      const forest = grownForest(randomMatrix(sample, cols, seed), 20, seed, undefined, width);
      const x = randomMatrix(rows, cols, seed + 1);
      const many = Math.ceil(1e6 / (20 * forest.height * width)) + rows % 8;
      using scorer = scorerOf(forest, 1);
      const scores = await scorer.score(repeated(x, many));
      const plain = Float32Array.from(
        { length: rows },
        (_, i) =>
          2 ** (-pathLength(forest, x.data.subarray(i * cols, (i + 1) * cols)) / scorer.unit),
      );
      assert.deepEqual(scores.slice(0, rows), plain.subarray(0, many));
      assert.deepEqual(
        scores.slice(-rows),
        repeated({ ...x, data: plain, cols: 1 }, many).data.slice(-rows),
      );
      assert.deepEqual(await scorer.score(x), plain);
    }),
    { numRuns: 10 },
  );
});

Deno.test("ForestScorer.score() is the same for any number of threads", async () => {
  const forest = grownForest(randomMatrix(256, 5, 1), 100, 1);
  const x = randomMatrix(30_001, 5, 2);
  const [first, ...others] = await Promise.all([1, 2, 3].map(async (threads) => {
    using scorer = scorerOf(forest, threads);
    return (await scorer.score(x)).slice();
  }));
  for (const scores of others) assert.deepEqual(scores, first);
});

Deno.test("ForestScorer.score() refuses one value that is not finite, wherever it is", async () => {
  const forest = grownForest(randomMatrix(256, 5, 1), 100, 1);
  using scorer = scorerOf(forest, 1);
  for (const [row, column] of [[0, 0], [2047, 4], [MANY - 1, 4]]) {
    for (const value of [NaN, Infinity, -Infinity]) {
      const x = repeated(randomMatrix(7, 5, 1), MANY);
      x.data[row * 5 + column] = value;
      await assert.rejects(
        scorer.score(x),
        new RangeError(
          `Row ${row + 1} has ${value} in column "c${column}"; detectors need finite numbers.`,
        ),
      );
    }
  }
});

Deno.test("ForestScorer.score() on threads stops at the signal's request", async () => {
  const forest = grownForest(randomMatrix(256, 2, 1), 100, 1);
  using scorer = scorerOf(forest, 2);
  const x = repeated(randomMatrix(10, 2, 1), 1_000_000);
  await scorer.score({ ...x, rows: 30_000, data: x.data.subarray(0, 60_000) });
  const reason = new Error("cancelled");
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(reason), 10);
  await assert.rejects(scorer.score(x, { signal: controller.signal }), reason);
  clearTimeout(timer);
});
