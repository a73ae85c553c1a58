import assert from "node:assert/strict";
import { createRandom } from "../../base/random.ts";
import type { DetectorKind, DetectorState } from "../detector.ts";
import type { Matrix } from "../../learning/matrix.ts";
import { matrixOf, randomMatrix } from "../isolation_forest/testing.ts";
import type { Params } from "../../learning/params.ts";
import { createDetector, loadDetector } from "../registry.ts";

const CASES: { kind: DetectorKind; params: Params; usesSeed: boolean }[] = [
  { kind: "knn", params: { referenceSize: 100 }, usesSeed: true },
  { kind: "knn", params: { distance: "mean", neighbours: 3, referenceSize: 50 }, usesSeed: true },
  { kind: "dbscan", params: { sampleSize: 100 }, usesSeed: true },
  { kind: "dbscan", params: { epsilon: 2, minPoints: 3 }, usesSeed: false },
  { kind: "hbos", params: {}, usesSeed: false },
  { kind: "hbos", params: { binning: "dynamic", bins: 7 }, usesSeed: false },
  { kind: "ecod", params: {}, usesSeed: false },
];

const x = randomMatrix(200, 6, 1);
const rowOf = ({ data, cols }: Matrix, row: number) => data.slice(row * cols, (row + 1) * cols);

for (const { kind, params, usesSeed } of CASES) {
  const fitted = async (matrix = x, seed = 7) => {
    const detector = await createDetector(kind, params);
    await detector.fit(matrix, { seed });
    return detector;
  };

  Deno.test(`${kind} ${JSON.stringify(params)}`, async (t) => {
    const detector = await fitted();
    const scores = await detector.score(x);

    await t.step("gives the same scores for the same seed", async () => {
      const [same, other] = [await fitted(), await fitted(x, 8)];
      assert.deepEqual(await same.score(x), scores);
      const others = await other.score(x);
      if (usesSeed) assert.notDeepEqual(others, scores);
      else assert.deepEqual(others, scores);
      same.dispose();
      other.dispose();
    });

    await t.step("scores and explains the same after save and load", async () => {
      const state = await detector.save();
      const stored: DetectorState = { ...JSON.parse(JSON.stringify(state)), files: state.files };
      const loaded = await loadDetector(stored);
      assert.deepEqual(await loaded.score(x), scores);
      assert.deepEqual(await loaded.explain(rowOf(x, 3)), await detector.explain(rowOf(x, 3)));
      assert.deepEqual(await loaded.save(), state);
      loaded.dispose();
    });

    await t.step("scores a row the same alone, among many rows and on threads", async () => {
      const many = matrixOf(
        Array.from({ length: 5000 }, (_, i) => [...rowOf(x, (7 * i) % 200)]),
      );
      const all = await detector.score(many);
      for (const i of [0, 1, 4999]) {
        assert.equal(all[i], scores[(7 * i) % 200]);
        const alone = await detector.score({ ...many, data: rowOf(many, i), rows: 1 });
        assert.deepEqual([...alone], [all[i]]);
      }
      assert.equal((await detector.score({ ...x, data: new Float32Array(), rows: 0 })).length, 0);
    });

    await t.step("explains what adds up to the score", async () => {
      const random = createRandom(3);
      for (let i = 0; i < 20; i++) {
        const row = Float32Array.from({ length: 6 }, () => 3 * random.normal());
        const [score] = await detector.score({ ...x, data: row, rows: 1 });
        const parts = await detector.explain(row);
        assert.deepEqual(parts.map(({ column }) => column), [0, 1, 2, 3, 4, 5]);
        const sum = parts.reduce((total, { weight }) => total + weight, 0);
        assert.ok(Math.abs(sum - score) < 1e-5 * Math.max(1, score), `${sum} against ${score}`);
      }
    });

    await t.step("gives the odd column the largest weight", async () => {
      const parts = await detector.explain(Float32Array.of(0, 0, 9, 0, 0, 0));
      assert.equal(parts.toSorted((a, b) => b.weight - a.weight)[0].column, 2);
    });

    await t.step("learns from ten rows, one column and constant columns", async () => {
      const ten = randomMatrix(10, 3, 2);
      const column = randomMatrix(20, 1, 3);
      const constant = matrixOf(Array.from({ length: 12 }, () => [2, 5]));
      for (const matrix of [ten, column, constant]) {
        const small = await fitted(matrix);
        const normal = await small.score(matrix);
        assert.ok(normal.every(Number.isFinite));
        const odd = { ...matrix, data: new Float32Array(matrix.cols).fill(90), rows: 1 };
        const [score] = await small.score(odd);
        assert.ok(Number.isFinite(score) && score > Math.max(...normal));
        small.dispose();
      }
    });

    await t.step("gives finite scores for the largest numbers", async () => {
      const [score] = await detector.score({ ...x, data: new Float32Array(6).fill(3e38), rows: 1 });
      assert.ok(Number.isFinite(score) && score >= Math.max(...scores));
    });

    await t.step("refuses NaN, too few rows and other columns", async () => {
      const bad = { ...x, data: x.data.slice() };
      bad.data[6 * 4 + 2] = NaN;
      await assert.rejects(fitted(bad), /Row 5 has NaN in column "c2"/);
      await assert.rejects(detector.score(bad), /Row 5 has NaN in column "c2"/);
      await assert.rejects(detector.explain(rowOf(bad, 4)), RangeError);
      await assert.rejects(fitted({ ...x, rows: 1 }), RangeError);
      await assert.rejects(fitted({ data: x.data, rows: 9, cols: 0, names: [] }), RangeError);
      await assert.rejects(detector.score({ ...x, names: x.names.toReversed() }), RangeError);
      await assert.rejects(detector.explain(new Float32Array(5)), RangeError);
    });

    await t.step("ends fit and score on a signal, with its reason", async () => {
      const signal = AbortSignal.abort(new Error("enough"));
      const fresh = await createDetector(kind, params);
      await assert.rejects(fresh.fit(x, { seed: 1, signal }), /^Error: enough$/);
      await assert.rejects(detector.score(x, { signal }), /^Error: enough$/);
      await assert.rejects(fresh.score(x), /not fitted/);
    });

    await t.step("tells its progress up to 1", async () => {
      const fractions: number[] = [];
      const fresh = await createDetector(kind, params);
      await fresh.fit(x, { seed: 1, onProgress: ({ fraction }) => fractions.push(fraction) });
      assert.equal(fractions.at(-1), 1);
      fractions.forEach((fraction, i) => assert.ok(i === 0 || fraction >= fractions[i - 1]));
      const shares: number[] = [];
      await fresh.score(x, { onProgress: (share) => shares.push(share) });
      assert.equal(shares.at(-1), 1);
      fresh.dispose();
    });

    await t.step("refuses a damaged state", async () => {
      const state = await detector.save();
      const [file] = Object.keys(state.files);
      const short = { ...state.files, [file]: state.files[file].slice(8) };
      const data = { ...state.data, names: ["c0"] };
      await assert.rejects(loadDetector({ ...state, data: {} }), TypeError);
      await assert.rejects(loadDetector({ ...state, data }), TypeError);
      await assert.rejects(loadDetector({ ...state, files: {} }), TypeError);
      await assert.rejects(loadDetector({ ...state, files: short }), TypeError);
    });

    detector.dispose();
    await assert.rejects(detector.score(x), /not fitted/);
  });
}

Deno.test("knn.score() can be cancelled midway", async () => {
  const detector = await createDetector("knn");
  const many = randomMatrix(20_000, 10, 4);
  await detector.fit(many, { seed: 1 });
  const controller = new AbortController();
  const cancelled = detector.score(many, { signal: controller.signal });
  setTimeout(() => controller.abort(new Error("enough")), 20);
  await assert.rejects(cancelled, /^Error: enough$/);
  detector.dispose();
});
