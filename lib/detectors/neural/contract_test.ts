import assert from "node:assert/strict";
import { reconstructionErrors } from "../../compute/reconstruction_error.ts";
import type { Detector, FitOptions } from "../detector.ts";
import type { Matrix } from "../../learning/matrix.ts";
import { createDetector, loadDetector } from "../registry.ts";
import type { Params } from "../../learning/params.ts";
import { matrixOf, predictSaved, rowOf, surface } from "./testing.ts";

const CASES: { kind: Detector["kind"]; params: Params }[] = [
  { kind: "autoencoder", params: { hidden: [8, 2] } },
  { kind: "autoencoder", params: { hidden: [5], activation: "elu", noise: 0.1 } },
  { kind: "autoencoder", params: { hidden: [8, 2], error: "absolute" } },
  { kind: "untrained-autoencoder", params: { hidden: [8, 2] } },
  { kind: "lstm-autoencoder", params: { layers: [6] } },
  { kind: "lstm-autoencoder", params: { layers: [6], window: 5, dropout: 0.1 } },
  { kind: "lstm-autoencoder", params: { layers: [6, 3], window: 2 } },
  { kind: "lstm-classifier", params: { layers: [5] } },
  { kind: "lstm-classifier", params: { layers: [6, 3], window: 4, dropout: 0.2 } },
];

const x: Matrix = {
  ...surface(120, 1),
  starts: Uint32Array.from({ length: 120 }, (_, row) => row < 50 ? 0 : 50),
};

/** Rows with a large second column count as attacks. */
function optionsFor({ data, rows, cols }: Matrix): FitOptions {
  const labels = Uint8Array.from({ length: rows }, (_, row) => {
    return cols === 1 ? row % 2 : data[row * cols + 1] > 0.3 ? 1 : 0;
  });
  return { seed: 7, labels };
}

for (const { kind, params } of CASES) {
  const isTrained = kind !== "untrained-autoencoder";
  const short = isTrained ? { ...params, epochs: 2, batchSize: 16 } : params;
  const fitted = async (matrix = x, options = optionsFor(matrix)) => {
    const detector = await createDetector(kind, short);
    await detector.fit(matrix, options);
    return detector;
  };

  Deno.test(`${kind} ${JSON.stringify(params)}`, async (t) => {
    const detector = await fitted();
    const scores = await detector.score(x);

    await t.step("gives bit-equal scores with one seed, and others with another", async () => {
      const again = await fitted();
      assert.deepEqual(await again.score(x), scores);
      const other = await fitted(x, { ...optionsFor(x), seed: 8 });
      assert.notDeepEqual(await other.score(x), scores);
      again.dispose();
      other.dispose();
    });

    await t.step("scores and explains the same after save and load", async () => {
      const state = await detector.save();
      const plain = JSON.parse(JSON.stringify({ ...state, files: null }));
      const loaded = await loadDetector({ ...plain, files: state.files });
      assert.deepEqual(await loaded.score(x), scores);
      assert.deepEqual(await loaded.explain(rowOf(x, 3)), await detector.explain(rowOf(x, 3)));
      assert.equal(loaded.context, detector.context);
      assert.ok(loaded.engine);
      assert.deepEqual(await loaded.save(), state);
      loaded.dispose();
    });

    await t.step("is a model that TensorFlow.js opens and that predicts the scores", async () => {
      const predicted = await predictSaved(await detector.save(), x);
      predicted.forEach((output, row) => {
        const expected = kind === "lstm-classifier" ? output[0] : reconstructionErrors(
          rowOf(x, row),
          Float32Array.from(output),
          x.cols,
          params.error === "absolute" ? "absolute" : "squared",
        )[0];
        assert.ok(Math.abs(scores[row] - expected) < 1e-4 * Math.max(1, expected));
      });
    });

    await t.step("says what it looks back on and computes with", () => {
      assert.equal(detector.context, Number(params.window ?? 1) - 1);
      assert.match(detector.engine!.engine, /^(kernels|tfjs)$/);
      assert.ok(detector.engine!.threads >= 1);
    });

    await t.step("explains each column of a row", async () => {
      const parts = await detector.explain(rowOf(x, 0));
      assert.deepEqual(parts.map(({ column }) => column), [0, 1, 2, 3, 4, 5]);
      assert.ok(parts.every(({ weight }) => Number.isFinite(weight)));
    });

    await t.step("takes one row and none", async () => {
      const [alone] = await detector.score({ ...x, data: x.data.slice(0, 6), rows: 1 });
      assert.ok(Math.abs(alone - scores[0]) <= 1e-5 * Math.max(1, scores[0]));
      assert.equal((await detector.score({ ...x, data: new Float32Array(), rows: 0 })).length, 0);
    });

    await t.step("learns from ten rows, one column and constant columns", async () => {
      const ten = { ...surface(10, 3), data: surface(10, 3).data.map((v, i) => i % 12 ? v : 1) };
      const column = matrixOf(surface(20, 4).data.slice(0, 20), 1);
      const constant = matrixOf(new Float32Array(60).fill(0.5), 6);
      const labels = Uint8Array.from({ length: 10 }, (_, row) => row % 2);
      for (const matrix of [ten, column, constant]) {
        const options = matrix === column ? optionsFor(column) : { seed: 1, labels };
        const small = await fitted(matrix, options);
        const values = await small.score(matrix);
        assert.equal(values.length, matrix.rows);
        assert.ok(values.every(Number.isFinite));
        small.dispose();
      }
    });

    await t.step("refuses NaN, naming row and column", async () => {
      const bad = { ...x, data: x.data.slice() };
      bad.data[6 * 4 + 2] = NaN;
      await assert.rejects(fitted(bad, optionsFor(x)), /Row 5 has NaN in column "c2"/);
      await assert.rejects(detector.score(bad), /Row 5 has NaN in column "c2"/);
      await assert.rejects(detector.explain(rowOf(bad, 4)), RangeError);
    });

    await t.step("refuses other columns", async () => {
      await assert.rejects(detector.score({ ...x, names: x.names.toReversed() }), RangeError);
      await assert.rejects(detector.explain(new Float32Array(5)), RangeError);
    });

    await t.step("ends fit and score on a signal, with its reason", async () => {
      const signal = AbortSignal.abort(new Error("enough"));
      await assert.rejects(detector.score(x, { signal }), /^Error: enough$/);
      await assert.rejects(fitted(x, { ...optionsFor(x), signal }), /^Error: enough$/);
      const controller = new AbortController();
      const onProgress = () => controller.abort(new Error("enough"));
      const options = { ...optionsFor(x), signal: controller.signal, onProgress };
      await assert.rejects(fitted(x, options), /^Error: enough$/);
    });

    await t.step("refuses a damaged state", async () => {
      const state = await detector.save();
      await assert.rejects(loadDetector({ ...state, data: {} }), TypeError);
      await assert.rejects(loadDetector({ ...state, files: {} }), TypeError);
      const data = { ...state.data, names: ["c0"] };
      await assert.rejects(loadDetector({ ...state, data }), TypeError);
      if (params.window) {
        const other = { ...state.params, window: 9 };
        await assert.rejects(loadDetector({ ...state, params: other }), TypeError);
      }
    });

    await t.step("says when it is not fitted or disposed", async () => {
      const fresh = await createDetector(kind, short);
      assert.equal(fresh.engine, undefined);
      await assert.rejects(fresh.score(x), /not fitted/);
      await assert.rejects(fresh.save(), /not fitted/);
      detector.dispose();
      await assert.rejects(detector.explain(rowOf(x, 0)), /not fitted/);
    });
  });
}
