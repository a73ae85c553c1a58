import assert from "node:assert/strict";
import { createRandom } from "../base/random.ts";
import { DETECTOR_KINDS } from "./catalogue.ts";
import { type DetectorKind, TrainingError } from "./detector.ts";
import type { Matrix } from "../learning/matrix.ts";
import type { Params } from "../learning/params.ts";
import { createDetector, loadDetector } from "./registry.ts";

/** Settings to try, each beside the defaults of what it leaves out; quick ones where it matters. */
const SETTINGS: Partial<Record<DetectorKind, Params[]>> = {
  "isolation-forest": [{ trees: 20 }],
  kmeans: [{}, { clusters: 40 }, { clusters: "auto" }, { algorithm: "mini-batch" }],
  gmm: [{}, { components: 20, covariance: "full" }, { covariance: "diagonal" }],
  pca: [{}, { components: 3 }, { score: "standardised" }],
  mahalanobis: [{}, { estimator: "mcd" }],
  knn: [{}, { neighbours: 100 }],
  autoencoder: [{ hidden: [4], epochs: 2 }],
  "lstm-autoencoder": [{ layers: [4], epochs: 2 }],
  "lstm-classifier": [{ layers: [4], epochs: 2 }],
  hybrid: [{ members: [{ kind: "isolation-forest" }, { kind: "pca" }, { kind: "kmeans" }] }],
};

const random = createRandom(7);

function matrix(
  rows: number,
  cols: number,
  value: (row: number, column: number) => number,
): Matrix {
  const data = new Float32Array(new SharedArrayBuffer(4 * rows * cols));
  for (let i = 0; i < rows * cols; i++) data[i] = value(Math.floor(i / cols), i % cols);
  return { data, rows, cols, names: Array.from({ length: cols }, (_, j) => `c${j}`) };
}

/** Matrices from which a detector can learn little, and yet must learn something. */
const SOUND: Record<string, Matrix> = {
  "more columns than rows": matrix(40, 90, random.normal),
  "copies of columns": matrix(60, 40, (row, column) => Math.sin(7.1 * row * (1 + (column >> 2)))),
  "two distinct rows": matrix(50, 4, (row, column) => row % 2 * (column + 1)),
  "rows that are all equal": matrix(50, 5, (_, column) => column),
  "zeros only": matrix(50, 5, () => 0),
  "one constant column": matrix(50, 1, () => 3),
  "a constant column among others": matrix(60, 4, (_, column) => column ? random.next() : 1),
  "rows that are equal but for a few": matrix(60, 4, (row) => row < 55 ? 1 : random.next()),
  "numbers next to zero": matrix(60, 4, () => 1e-38 * random.next()),
  "fewer rows than clusters and neighbours": matrix(6, 4, random.normal),
};

/** Matrices from which nothing can be learnt. */
const UNSOUND: Record<string, { x: Matrix; cause: RegExp }> = {
  "no column": { x: matrix(50, 0, () => 0), cause: /at least one column/ },
  "no row": { x: matrix(0, 4, () => 0), cause: /training row|two normal rows/ },
};

/** Detectors that add up squares in 32 bits. */
const SQUARING: DetectorKind[] = ["kmeans", "gmm", "knn", "dbscan"];

async function fitted(kind: DetectorKind, params: Params, x: Matrix) {
  const detector = await createDetector(kind, params);
  try {
    await detector.fit(x, {
      seed: 1,
      labels: Uint8Array.from({ length: x.rows }, (_, row) => row % 3 === 0 ? 1 : 0),
      ...(kind === "hybrid" && { heldOut: (member) => member.score(x) }),
    });
    return detector;
  } catch (error) {
    detector.dispose();
    throw error;
  }
}

for (const kind of DETECTOR_KINDS) {
  for (const params of SETTINGS[kind] ?? [{}]) {
    Deno.test(`${kind} ${JSON.stringify(params)} takes what teaches little`, async (t) => {
      for (const [name, x] of Object.entries(SOUND)) {
        await t.step(name, async () => {
          const detector = await fitted(kind, params, x);
          const scores = await detector.score(x);
          assert.ok(scores.every(Number.isFinite));
          const row = x.data.slice(0, x.cols);
          assert.ok((await detector.explain(row)).every(({ weight }) => Number.isFinite(weight)));
          const state = await detector.save();
          const plain = JSON.parse(JSON.stringify({ ...state, files: null }));
          const loaded = await loadDetector({ ...plain, files: state.files });
          assert.deepEqual(await loaded.score(x), scores);
          loaded.dispose();
          detector.dispose();
        });
      }
    });
  }

  Deno.test(`${kind} says why it cannot learn`, async () => {
    const [params] = SETTINGS[kind] ?? [{}];
    for (const { x, cause } of Object.values(UNSOUND)) {
      await assert.rejects(fitted(kind, params, x), (error) => {
        assert.ok(error instanceof RangeError || error instanceof TrainingError, String(error));
        assert.match(error.message, cause);
        return true;
      });
    }
    if (!SQUARING.includes(kind)) return;
    const huge = matrix(60, 4, (_, column) => (column === 2 ? 1e30 : 1) * random.next());
    await assert.rejects(fitted(kind, params, huge), /in column "c2", too large .* Scale/);
  });
}
