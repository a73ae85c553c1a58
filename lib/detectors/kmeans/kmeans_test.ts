import assert from "node:assert/strict";
import { createKMeans } from "./kmeans.ts";
import { areClose, SCORED, TWO_CLOUDS } from "../statistical/testing.ts";

const line = (values: number[]) => ({
  data: Float32Array.from(values),
  rows: values.length,
  cols: 1,
  names: ["c0"],
});

Deno.test("createKMeans() scores the distance to the nearest mean", async () => {
  const detector = createKMeans({ clusters: 2 });
  await detector.fit(line([1, 2, 3, 10, 12]), { seed: 1 });
  assert.ok(areClose(await detector.score(line([2, 5, 11, 21])), [0, 3, 0, 10], 1e-6));
  detector.dispose();
});

Deno.test("createKMeans() gives the distances of scikit-learn's KMeans", async () => {
  const detector = createKMeans({ clusters: 2 });
  await detector.fit(TWO_CLOUDS, { seed: 1 });
  const expected = [0.2034426, 2.715644, 2.916857, 4.987456];
  assert.ok(areClose(await detector.score(SCORED), expected, 1e-5));
  const { facts } = (await detector.save()).data as { facts: { inertia: number } };
  assert.ok(Math.abs(facts.inertia - 2.8833333) < 1e-5);
  detector.dispose();
});

Deno.test("createKMeans() explains by squared differences that add up to the squared score", async () => {
  const detector = createKMeans({ clusters: 2 });
  await detector.fit(TWO_CLOUDS, { seed: 1 });
  const parts = await detector.explain(Float32Array.of(4, 4, 3));
  const [score] = await detector.score({ ...SCORED, data: Float32Array.of(4, 4, 3), rows: 1 });
  assert.ok(Math.abs(parts.reduce((sum, { weight }) => sum + weight, 0) - score ** 2) < 1e-5);
  // The centroid's last coordinate is 1/12.
  assert.ok(Math.abs(parts[2].weight - (3 - 1 / 12) ** 2) < 1e-5);
  detector.dispose();
});

Deno.test("createKMeans() chooses the number of clusters by silhouette and keeps the values", async () => {
  const detector = createKMeans({ clusters: "auto" });
  await detector.fit(TWO_CLOUDS, { seed: 1 });
  const { facts } = (await detector.save()).data as {
    facts: { clusters: number; criterion: { clusters: number; silhouette: number }[] };
  };
  assert.equal(facts.clusters, 2);
  assert.equal(facts.criterion[0].clusters, 2);
  assert.ok(Math.abs(facts.criterion[0].silhouette - 0.86912515) < 1e-6);
  assert.ok(facts.criterion.every(({ silhouette }) => silhouette <= 0.86912516));
  detector.dispose();
});

Deno.test("createKMeans() takes fewer clusters where fewer rows differ", async () => {
  const detector = createKMeans({ clusters: 8 });
  await detector.fit(line([1, 1, 1, 4, 4]), { seed: 1 });
  assert.deepEqual([...await detector.score(line([1, 4, 6]))], [0, 0, 2]);
  detector.dispose();
});

Deno.test("createKMeans() comes to much the same with mini-batches", async () => {
  const values = Array.from({ length: 20_000 }, (_, i) => (i % 2 ? 10 : 0) + (i % 7) / 10);
  const detector = createKMeans({ clusters: 2, algorithm: "mini-batch" });
  await detector.fit(line(values), { seed: 1 });
  const [low, high] = await detector.score(line([0.3, 10.3]));
  assert.ok(low < 0.02 && high < 0.02);
  detector.dispose();
});

Deno.test("createKMeans() refuses half a cluster", () => {
  assert.throws(() => createKMeans({ clusters: 2.5 }), /whole number/);
});
