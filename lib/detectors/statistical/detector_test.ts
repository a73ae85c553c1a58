import assert from "node:assert/strict";
import type { DetectorKind } from "../detector.ts";
import { randomMatrix } from "../isolation_forest/testing.ts";
import type { Params } from "../../learning/params.ts";
import { createDetector, loadDetector } from "../registry.ts";

const CASES: { kind: DetectorKind; params: Params }[] = [
  { kind: "kmeans", params: { clusters: 3 } },
  { kind: "kmeans", params: { clusters: "auto", starts: 1 } },
  { kind: "kmeans", params: { algorithm: "mini-batch" } },
  { kind: "gmm", params: { components: 2 } },
  { kind: "gmm", params: { components: "auto", covariance: "diagonal" } },
  { kind: "pca", params: { components: 2, score: "standardised" } },
  { kind: "mahalanobis", params: { estimator: "mcd" } },
];

const x = randomMatrix(300, 5, 1);

for (const { kind, params } of CASES) {
  Deno.test(`${kind} ${JSON.stringify(params)}`, async (t) => {
    const fitted = async (matrix = x) => {
      const detector = await createDetector(kind, params);
      await detector.fit(matrix, { seed: 3 });
      return detector;
    };
    const detector = await fitted();
    const scores = await detector.score(x);
    const state = await detector.save();

    await t.step("is bit-equal with one seed, and after save and load", async () => {
      assert.deepEqual(await (await fitted()).score(x), scores);
      const plain = JSON.parse(JSON.stringify({ ...state, files: null }));
      const loaded = await loadDetector({ ...plain, files: state.files });
      assert.deepEqual(await loaded.score(x), scores);
      assert.deepEqual(await loaded.save(), state);
    });

    await t.step("refuses a damaged state", async () => {
      const [name] = Object.keys(state.files);
      const nan = state.files[name].slice().fill(255, 0, 8);
      for (
        const damaged of [
          { ...state, data: {} },
          { ...state, data: { ...state.data, facts: {} } },
          { ...state, data: { ...state.data, names: ["c0"] } },
          { ...state, files: {} },
          { ...state, files: { ...state.files, [name]: state.files[name].slice(8) } },
          { ...state, files: { ...state.files, [name]: nan } },
        ]
      ) {
        // Some facts are all optional; the rest of the state is then as it was.
        const isWhole = kind === "mahalanobis" && "facts" in damaged.data &&
          damaged.files === state.files && damaged.data.names === state.data.names;
        if (!isWhole) await assert.rejects(loadDetector(damaged), TypeError);
      }
    });

    await t.step("takes few rows, one column and constant columns", async () => {
      const constant = { ...x, data: new Float32Array(x.data.length).fill(2) };
      for (
        const matrix of [
          randomMatrix(2, 5, 1),
          randomMatrix(10, 5, 2),
          randomMatrix(40, 1, 3),
          constant,
        ]
      ) {
        const small = await fitted(matrix);
        assert.ok((await small.score(matrix)).every(Number.isFinite));
        small.dispose();
      }
    });

    await t.step("scores numbers beyond the range of squares as far as can be", async () => {
      const huge = { ...randomMatrix(1, 5, 1), data: new Float32Array(5).fill(1e30) };
      assert.ok((await detector.score(huge))[0] > Math.max(...scores));
    });

    await t.step("ends in the middle of a fit, with the signal's reason", async () => {
      // PCA reports nothing of so short a fit before its end.
      if (kind === "pca") return;
      const controller = new AbortController();
      const other = await createDetector(kind, params);
      const fit = other.fit(randomMatrix(3000, 5, 1), {
        seed: 1,
        signal: controller.signal,
        onProgress: () => controller.abort(new Error("enough")),
      });
      await assert.rejects(fit, /^Error: enough$/);
    });
    detector.dispose();
  });
}
