import assert from "node:assert/strict";
import type { Matrix } from "../learning/matrix.ts";
import { createDetector } from "../detectors/registry.ts";
import { createRandom } from "../base/random.ts";
import { countCriterion } from "./count_criterion.ts";

/** Two groups that are far apart. */
function groups(): Matrix {
  const random = createRandom(1);
  const data = Float32Array.from({ length: 240 }, (_, i) => (i % 4 < 2 ? 0 : 50) + random.normal());
  return { data, rows: 120, cols: 2, names: ["a", "b"] };
}

async function criterionOf(kind: "kmeans" | "gmm" | "pca", params: Record<string, unknown>) {
  const detector = await createDetector(kind, params);
  await detector.fit(groups(), { seed: 1 });
  const criterion = countCriterion(await detector.save());
  detector.dispose();
  return criterion;
}

Deno.test("countCriterion() is the silhouette of each number of clusters", async () => {
  const criterion = await criterionOf("kmeans", { clusters: "auto" });
  const { measure, counts, values, chosen } = criterion!;
  assert.equal(measure, "silhouette");
  assert.deepEqual([chosen, counts[0], counts.length], [2, 2, values.length]);
  assert.equal(Math.max(...values), values[0]);
});

Deno.test("countCriterion() is the BIC of each number of components", async () => {
  const { measure, counts, values, chosen } = (await criterionOf("gmm", { components: "auto" }))!;
  assert.equal(measure, "bic");
  assert.equal(counts[values.indexOf(Math.min(...values))], chosen);
});

Deno.test("countCriterion() is null where nothing was chosen", async () => {
  assert.equal(await criterionOf("kmeans", { clusters: 3 }), null);
  assert.equal(await criterionOf("pca", {}), null);
});
