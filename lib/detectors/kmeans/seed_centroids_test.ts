import assert from "node:assert/strict";
import { createRandom } from "../../base/random.ts";
import { seedCentroids } from "./seed_centroids.ts";

Deno.test("seedCentroids() draws rows, one from each of clusters far apart", () => {
  const data = Float32Array.of(0, 1, 100, 101, 200, 201);
  for (let seed = 0; seed < 20; seed++) {
    const seeds = seedCentroids({ data, rows: 6, cols: 1 }, 3, createRandom(seed));
    assert.deepEqual([...seeds].map((value) => Math.round(value / 100)).toSorted(), [0, 1, 2]);
    assert.ok(seeds.every((value) => data.includes(value)));
  }
});

Deno.test("seedCentroids() draws no row twice, and fewer where fewer differ", () => {
  const data = Float32Array.of(1, 1, 2, 2, 2, 3);
  const seeds = seedCentroids({ data, rows: 6, cols: 1 }, 5, createRandom(1));
  assert.deepEqual([...seeds].toSorted(), [1, 2, 3]);
});
