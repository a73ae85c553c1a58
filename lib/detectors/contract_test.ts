import assert from "node:assert/strict";
import type { DetectorKind, FitOptions } from "./detector.ts";
import type { Matrix } from "../learning/matrix.ts";
import { DETECTOR_KINDS, detectorDefinition } from "./catalogue.ts";
import type { Params } from "../learning/params.ts";
import { createDetector, loadDetector } from "./registry.ts";
import { matrixOf, rowOf, surface } from "./neural/testing.ts";

/** Settings that make a detector quick; the contract holds with any. */
const QUICK: Partial<Record<DetectorKind, Params>> = {
  "isolation-forest": { trees: 20, subsampleSize: 32 },
  autoencoder: { hidden: [4], epochs: 2 },
  "lstm-autoencoder": { layers: [4], epochs: 2, window: 2 },
  "lstm-classifier": { layers: [4], epochs: 2 },
  hybrid: { members: [{ kind: "kmeans" }, { kind: "isolation-forest", params: { trees: 10 } }] },
};

/** Detectors that no random number takes part in. */
const SEEDLESS: DetectorKind[] = ["pca", "mahalanobis", "hbos", "ecod"];

const x = surface(150, 1);

function optionsFor({ rows }: Matrix): FitOptions {
  return { seed: 7, labels: Uint8Array.from({ length: rows }, (_, row) => row % 3 === 0 ? 1 : 0) };
}

function part(matrix: Matrix, from: number, to: number): Matrix {
  const data = matrix.data.slice(from * matrix.cols, to * matrix.cols);
  return { ...matrix, data, rows: to - from };
}

for (const kind of DETECTOR_KINDS) {
  const fitted = async (matrix = x, options = optionsFor(matrix)) => {
    const detector = await createDetector(kind, QUICK[kind]);
    await detector.fit(matrix, options);
    return detector;
  };

  Deno.test(`${kind} keeps the contract of a detector`, async (t) => {
    const detector = await fitted();
    const scores = await detector.score(x);

    await t.step("gives a finite score a row, alone as among others", async () => {
      assert.equal(scores.length, x.rows);
      assert.ok(scores.every(Number.isFinite));
      if (detector.context) return;
      const some = await detector.score(part(x, 40, 60));
      some.forEach((score, i) => {
        const expected = scores[40 + i];
        assert.ok(Math.abs(score - expected) <= 1e-5 * Math.max(1, Math.abs(expected)));
      });
    });

    await t.step("scores a far row higher than a usual one", async () => {
      if (detectorDefinition(kind).requires.labels) return;
      const far = { ...x, data: x.data.map((value, i) => i % x.cols === 0 ? value + 40 : value) };
      const usual = scores.toSorted()[Math.floor(x.rows / 2)];
      const [moved] = await detector.score(part(far, 0, 1));
      assert.ok(moved > usual, `${moved} ${usual}`);
    });

    await t.step("gives equal scores with one seed", async () => {
      const again = await fitted();
      assert.deepEqual(await again.score(x), scores);
      again.dispose();
      if (!SEEDLESS.includes(kind)) return;
      const other = await fitted(x, { ...optionsFor(x), seed: 8 });
      assert.deepEqual(await other.score(x), scores);
      other.dispose();
    });

    await t.step("is the same after save and load", async () => {
      const state = await detector.save();
      for (const name of Object.keys(state.files)) assert.match(name, /^[\w.-]+$/);
      const plain = JSON.parse(JSON.stringify({ ...state, files: null }));
      const loaded = await loadDetector({ ...plain, files: state.files });
      assert.equal(loaded.kind, kind);
      assert.deepEqual(await loaded.score(x), scores);
      assert.deepEqual(await loaded.explain(rowOf(x, 3)), await detector.explain(rowOf(x, 3)));
      loaded.dispose();
    });

    await t.step("explains by columns of the matrix", async () => {
      const parts = await detector.explain(rowOf(x, 0));
      assert.ok(parts.length > 0);
      for (const { column, weight } of parts) {
        assert.ok(Number.isInteger(column) && column >= 0 && column < x.cols);
        assert.ok(Number.isFinite(weight));
      }
      assert.equal(new Set(parts.map(({ column }) => column)).size, parts.length);
    });

    await t.step("takes one row and none", async () => {
      assert.equal((await detector.score(part(x, 5, 6))).length, 1);
      assert.equal((await detector.score(part(x, 0, 0))).length, 0);
    });

    await t.step("learns from ten rows, one column and constant columns", async () => {
      const constant = matrixOf(new Float32Array(20 * 6).fill(0.5), 6);
      for (const matrix of [part(x, 0, 10), matrixOf(x.data.slice(0, 20), 1), constant]) {
        const small = await fitted(matrix);
        const values = await small.score(matrix);
        assert.equal(values.length, matrix.rows);
        assert.ok(values.every(Number.isFinite), `${matrix.rows} x ${matrix.cols}`);
        small.dispose();
      }
    });

    await t.step(
      "learns from as few rows as its definition requires, and from no fewer",
      async () => {
        const { rows, labels } = detectorDefinition(kind).requires;
        const fit = async (rows: number) => {
          const detector = await createDetector(kind);
          const alternating = Uint8Array.from({ length: rows }, (_, row) => row % 2);
          await detector.fit(part(x, 0, rows), { seed: 7, labels: labels && alternating });
          detector.dispose();
        };
        await fit(rows);
        await assert.rejects(fit(rows - 1), RangeError);
      },
    );

    await t.step("refuses NaN, naming row and column", async () => {
      const bad = { ...x, data: x.data.slice() };
      bad.data[x.cols * 4 + 2] = NaN;
      await assert.rejects(fitted(bad), /Row 5 has NaN in column "c2"/);
      await assert.rejects(detector.score(bad), /Row 5 has NaN in column "c2"/);
      await assert.rejects(detector.explain(rowOf(bad, 4)), RangeError);
    });

    await t.step("refuses other columns, and too few rows", async () => {
      await assert.rejects(detector.score({ ...x, names: x.names.toReversed() }), RangeError);
      await assert.rejects(detector.explain(new Float32Array(x.cols - 1)), RangeError);
      await assert.rejects(fitted(part(x, 0, 0)), RangeError);
    });

    await t.step("ends fit and score on a signal, with its reason", async () => {
      const signal = AbortSignal.abort(new Error("enough"));
      await assert.rejects(detector.score(x, { signal }), /^Error: enough$/);
      await assert.rejects(fitted(x, { ...optionsFor(x), signal }), /^Error: enough$/);
    });

    await t.step("says when it is not fitted", async () => {
      const fresh = await createDetector(kind, QUICK[kind]);
      await assert.rejects(fresh.score(x));
      await assert.rejects(fresh.save());
      fresh.dispose();
    });
    detector.dispose();
  });
}
