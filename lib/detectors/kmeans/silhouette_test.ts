import assert from "node:assert/strict";
import { meanSilhouette, pairwiseDistances } from "./silhouette.ts";

const distances = pairwiseDistances({ data: Float32Array.of(0, 1, 5, 9), rows: 4, cols: 1 });

Deno.test("pairwiseDistances() is symmetric", () => {
  assert.deepEqual([...distances], [0, 1, 5, 9, 1, 0, 4, 8, 5, 4, 0, 4, 9, 8, 4, 0]);
});

Deno.test("meanSilhouette() is what is worked out by hand", () => {
  // Clusters {0, 1} and {5, 9}: 6/7, 5/6, (4.5 - 4)/4.5, (8.5 - 4)/8.5.
  const expected = (6 / 7 + 5 / 6 + 0.5 / 4.5 + 4.5 / 8.5) / 4;
  assert.ok(Math.abs(meanSilhouette(distances, Int32Array.of(0, 0, 1, 1)) - expected) < 1e-12);
  // Clusters {0, 1, 5} and {9}: (9 - 3)/9, (8 - 2.5)/8, (4 - 4.5)/4.5, and 0 for the row alone.
  const alone = (6 / 9 + 5.5 / 8 - 0.5 / 4.5) / 4;
  assert.ok(Math.abs(meanSilhouette(distances, Int32Array.of(0, 0, 0, 1)) - alone) < 1e-12);
  assert.equal(meanSilhouette(distances, Int32Array.of(0, 1, 2, 3)), 0);
  assert.equal(meanSilhouette(distances, Int32Array.of(0, 0, 0, 0)), 0);
});
