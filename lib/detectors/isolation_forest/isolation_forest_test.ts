import assert from "node:assert/strict";
import fc from "fast-check";
import type { DetectorState } from "../detector.ts";
import { createIsolationForest, IsolationForest } from "./isolation_forest.ts";
import { matrixOf, randomMatrix, smallMatrix } from "./testing.ts";

Deno.test("IsolationForest.score() comes near the scores worked out by hand", async () => {
  // 0, 1, 10: the first cut falls below 1 with the chance 0.1, the second one parts the rest.
  const x = matrixOf([[0], [1], [10]]);
  const forest = createIsolationForest({ trees: 1000 });
  await forest.fit(x, { seed: 1 });
  const scores = await forest.score(x);
  [1.9, 2, 1.1].forEach((pathLength, row) => {
    assert.ok(Math.abs(scores[row] - 2 ** (-pathLength / (5 / 3))) < 0.01);
  });
});

Deno.test("IsolationForest.score() is 0.5 where all rows are the same", async () => {
  const x = matrixOf([[3, 1], [3, 1], [3, 1], [3, 1], [3, 1]]);
  const forest = createIsolationForest();
  await forest.fit(x, { seed: 1 });
  assert.deepEqual([...await forest.score(x)], [0.5, 0.5, 0.5, 0.5, 0.5]);
});

Deno.test("IsolationForest.score() ranks rows far from all others highest", async () => {
  const x = randomMatrix(500, 3, 1);
  const forest = createIsolationForest();
  await forest.fit(x, { seed: 2 });
  const normal = await forest.score(x);
  const [far, centre] = await forest.score(matrixOf([[9, -9, 9], [0, 0, 0]]));
  assert.ok(far >= Math.max(...normal) && far > 0.7);
  assert.ok(centre < 0.45);
});

Deno.test("IsolationForest.score() gives numbers between 0 and 1, the same for the same seed", async () => {
  await fc.assert(
    fc.asyncProperty(smallMatrix, fc.nat({ max: 1000 }), async (x, seed) => {
      const [a, b] = [createIsolationForest(), createIsolationForest()];
      await Promise.all([a.fit(x, { seed }), b.fit(x, { seed })]);
      const scores = await a.score(x);
      assert.deepEqual(scores, await b.score(x));
      assert.ok(scores.every((score) => score > 0 && score < 1));
    }),
    { numRuns: 20 },
  );
});

Deno.test("IsolationForest.fit() grows another forest for another seed", async () => {
  const x = randomMatrix(100, 2, 1);
  const [a, b] = [createIsolationForest(), createIsolationForest()];
  await a.fit(x, { seed: 1 });
  await b.fit(x, { seed: 2 });
  assert.notDeepEqual(await a.score(x), await b.score(x));
});

Deno.test("IsolationForest.explain() adds up to the score against the baseline", async () => {
  await fc.assert(
    fc.asyncProperty(smallMatrix, fc.nat({ max: 1000 }), async (x, seed) => {
      const forest = createIsolationForest();
      await forest.fit(x, { seed });
      const test = randomMatrix(5, x.cols, seed);
      const scores = await forest.score(test);
      for (let row = 0; row < test.rows; row++) {
        const parts = await forest.explain(test.data.slice(row * x.cols, (row + 1) * x.cols));
        const sum = parts.reduce((total, { weight }) => total + weight, 0);
        assert.ok(Math.abs(sum - Math.log2(scores[row] / forest.baseline())) < 1e-6);
        assert.deepEqual(parts.map(({ column }) => column), x.names.map((_, i) => i));
      }
    }),
    { numRuns: 20 },
  );
});

Deno.test("IsolationForest.explain() names the column that is odd", async () => {
  const forest = createIsolationForest();
  await forest.fit(randomMatrix(500, 4, 1), { seed: 1 });
  const parts = await forest.explain(Float32Array.of(0, 0, 8, 0));
  const [first] = parts.toSorted((a, b) => b.weight - a.weight);
  assert.equal(first.column, 2);
  assert.ok(first.weight > 0);
});

Deno.test("IsolationForest.load() scores and explains as the saved forest", async () => {
  const x = randomMatrix(300, 3, 1);
  const forest = createIsolationForest();
  await forest.fit(x, { seed: 5 });
  const state = await forest.save();
  const stored: DetectorState = { ...JSON.parse(JSON.stringify(state)), files: state.files };
  const loaded = IsolationForest.load(stored);
  const row = Float32Array.of(1, -3, 0);
  assert.deepEqual(await loaded.score(x), await forest.score(x));
  assert.deepEqual(await loaded.explain(row), await forest.explain(row));
  assert.deepEqual(await loaded.save(), state);
});

Deno.test("IsolationForest.load() refuses a damaged state", async () => {
  const forest = createIsolationForest({ trees: 2 });
  await forest.fit(randomMatrix(8, 2, 1), { seed: 5 });
  const state = await forest.save();
  const damaged: DetectorState[] = [
    { ...state, data: {} },
    { ...state, data: { ...state.data, version: 2 } },
    { ...state, data: { ...state.data, trees: 3 } },
    { ...state, data: { ...state.data, height: 1e9 } },
    { ...state, data: { ...state.data, subsampleSize: 2 ** 32 } },
    { ...state, files: {} },
    { ...state, files: { "forest.bin": state.files["forest.bin"].slice(1) } },
  ];
  for (const each of damaged) assert.throws(() => IsolationForest.load(each), TypeError);
});

Deno.test("IsolationForest.fit() refuses too few rows and no columns", async () => {
  const forest = createIsolationForest();
  await assert.rejects(forest.fit(matrixOf([[1]]), { seed: 1 }), /at least two training rows/);
  const none = { data: new Float32Array(0), rows: 5, cols: 0, names: [] };
  await assert.rejects(forest.fit(none, { seed: 1 }), /at least one column/);
});

Deno.test("IsolationForest.score() refuses other columns and a forest that is not fitted", async () => {
  const forest = createIsolationForest();
  const x = randomMatrix(10, 2, 1);
  await assert.rejects(forest.score(x), /not fitted/);
  await forest.fit(x, { seed: 1 });
  await assert.rejects(forest.score(randomMatrix(10, 3, 1)), RangeError);
  await assert.rejects(forest.score({ ...x, names: ["c1", "c0"] }), RangeError);
  await assert.rejects(forest.explain(Float32Array.of(1)), RangeError);
  forest.dispose();
  await assert.rejects(forest.score(x), /not fitted/);
});

Deno.test("IsolationForest tells its progress up to 1", async () => {
  const forest = createIsolationForest();
  const x = randomMatrix(5000, 2, 1);
  const fit: number[] = [];
  const score: number[] = [];
  await forest.fit(x, { seed: 1, onProgress: ({ fraction }) => fit.push(fraction) });
  await forest.score(x, { onProgress: (fraction) => score.push(fraction) });
  for (const fractions of [fit, score]) {
    assert.equal(fractions.at(-1), 1);
    fractions.forEach((fraction, i) => assert.ok(i === 0 || fraction >= fractions[i - 1]));
  }
});

Deno.test("IsolationForest stops at the signal's request and lets timers in", async () => {
  const forest = createIsolationForest({ trees: 1000 });
  const x = randomMatrix(20000, 4, 1);
  const reason = new Error("cancelled");
  await assert.rejects(forest.fit(x, { seed: 1, signal: AbortSignal.abort(reason) }), reason);
  await forest.fit(x, { seed: 1 });
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(reason), 30);
  await assert.rejects(forest.score(x, { signal: controller.signal }), reason);
  clearTimeout(timer);
  forest.dispose();
});

Deno.test("IsolationForest refuses numbers that are not finite", async () => {
  const forest = createIsolationForest();
  const x = randomMatrix(20, 2, 1);
  await forest.fit(x, { seed: 1 });
  for (const value of [NaN, Infinity, -Infinity]) {
    const bad = { ...x, data: x.data.with(7, value) };
    const message = new RegExp(`Row 4 has ${value} in column "c1"`);
    await assert.rejects(createIsolationForest().fit(bad, { seed: 1 }), message);
    await assert.rejects(forest.score(bad), message);
    await assert.rejects(forest.explain(bad.data.slice(6, 8)), /in column "c1"/);
  }
});

Deno.test("IsolationForest works on one column, few rows, one row to score", async () => {
  for (const extensionLevel of [0, 1]) {
    const forest = createIsolationForest({ extensionLevel });
    const x = matrixOf([[1], [2], [3], [4], [5], [6], [7], [8], [9], [10]]);
    await forest.fit(x, { seed: 3 });
    const [outside] = await forest.score(matrixOf([[100]]));
    const scores = await forest.score(x);
    assert.ok(scores[0] > scores[4]);
    assert.equal(outside, scores[9]);
  }
});

Deno.test("IsolationForest with hyperplanes sees odd combinations of ordinary values", async () => {
  const plain = randomMatrix(2000, 1, 1).data;
  const noise = randomMatrix(2000, 1, 2).data;
  const x = matrixOf(Array.from(plain, (value, i) => [value, value + 0.1 * noise[i]]));
  const rank = async (extensionLevel: number) => {
    const forest = createIsolationForest({ trees: 200, extensionLevel });
    await forest.fit(x, { seed: 1 });
    const [odd] = await forest.score(matrixOf([[0.8, -0.8]]));
    return (await forest.score(x)).filter((score) => score < odd).length / x.rows;
  };
  assert.ok(await rank(1) > 0.95);
  assert.ok(await rank(1) > await rank(0));
});

Deno.test("IsolationForest with hyperplanes is saved, loaded and explained", async () => {
  await fc.assert(
    fc.asyncProperty(
      smallMatrix,
      fc.nat({ max: 1000 }),
      fc.integer({ min: 1, max: 5 }),
      async (x, seed, extensionLevel) => {
        const forest = createIsolationForest({ trees: 20, extensionLevel });
        await forest.fit(x, { seed });
        const loaded = IsolationForest.load(await forest.save());
        const test = randomMatrix(5, x.cols, seed);
        const scores = await forest.score(test);
        assert.deepEqual(await loaded.score(test), scores);
        for (let row = 0; row < test.rows; row++) {
          const values = test.data.slice(row * x.cols, (row + 1) * x.cols);
          const parts = await forest.explain(values);
          assert.deepEqual(await loaded.explain(values), parts);
          const sum = parts.reduce((total, { weight }) => total + weight, 0);
          assert.ok(Math.abs(sum - Math.log2(scores[row] / forest.baseline())) < 1e-6);
        }
      },
    ),
    { numRuns: 20 },
  );
});

Deno.test("IsolationForest.load() takes forests that were saved before there were hyperplanes", async () => {
  const forest = createIsolationForest({ trees: 3 });
  const x = randomMatrix(20, 2, 1);
  await forest.fit(x, { seed: 5 });
  const { params: { trees, subsampleSize, contamination }, ...state } = await forest.save();
  assert.deepEqual(Object.keys(state.data), [
    "version",
    "trees",
    "height",
    "subsampleSize",
    "names",
  ]);
  const old = { ...state, params: { trees, subsampleSize, contamination } };
  assert.deepEqual(await IsolationForest.load(old).score(x), await forest.score(x));
});

Deno.test("IsolationForest.fit() refuses forests too large for memory", async () => {
  const x = randomMatrix(4096, 101, 1);
  const params = { trees: 1000, subsampleSize: 4096, extensionLevel: 100 };
  await assert.rejects(createIsolationForest(params).fit(x, { seed: 1 }), /choose fewer trees/);
});
