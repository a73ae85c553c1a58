import assert from "node:assert/strict";
import { matrixOf } from "../isolation_forest/testing.ts";
import { createKnn } from "./knn.ts";

const x = matrixOf([[0, 0], [0, 0], [0, 0], [3, 4], [6, 8]]);

Deno.test("knn scores as worked out by hand, copies counting once", async () => {
  const farthest = createKnn({ neighbours: 2 });
  const mean = createKnn({ neighbours: 2, distance: "mean" });
  await farthest.fit(x, { seed: 1 });
  await mean.fit(x, { seed: 1 });
  const rows = matrixOf([[0, 0], [6, 8], [0, 1]]);
  assert.deepEqual([...await farthest.score(rows)], [5, 5, Math.fround(Math.sqrt(18))]);
  assert.deepEqual(
    [...await mean.score(rows)],
    [2.5, 2.5, (1 + Math.sqrt(18)) / 2].map(Math.fround),
  );
  farthest.dispose();
  mean.dispose();
});

Deno.test("knn takes all reference rows where there are fewer than neighbours", async () => {
  const detector = createKnn({ neighbours: 50 });
  await detector.fit(x, { seed: 1 });
  assert.deepEqual([...await detector.score(matrixOf([[0, 0]]))], [10]);
  detector.dispose();
});

Deno.test("knn explains by the squared differences from the neighbour", async () => {
  const detector = createKnn({ neighbours: 1 });
  await detector.fit(matrixOf([[1, 1], [9, 9]]), { seed: 1 });
  const weights = (await detector.explain(Float32Array.of(4, 5))).map(({ weight }) => weight);
  assert.deepEqual(weights, [9 / 5, 16 / 5]);
  assert.ok((await detector.explain(Float32Array.of(1, 1))).every(({ weight }) => weight === 0));
  detector.dispose();
});
