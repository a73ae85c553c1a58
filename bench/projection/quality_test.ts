import assert from "node:assert/strict";
import { createRandom } from "../../lib/base/random.ts";
import { projectionQuality } from "./quality.ts";

const random = createRandom(1);
const ROWS = 200;
const data = Float32Array.from({ length: 2 * ROWS }, () => random.normal());
const x = { data, rows: ROWS, cols: 2 };

Deno.test("projectionQuality() is 1 for points that lie as the rows do", () => {
  const points = Float64Array.from(data, (value) => 3 * value);
  assert.deepEqual(projectionQuality(x, points, 10), { trustworthiness: 1, preservation: 1 });
});

Deno.test("projectionQuality() is near a half and near chance for points at random", () => {
  const points = Float64Array.from({ length: 2 * ROWS }, () => random.normal());
  const { trustworthiness, preservation } = projectionQuality(x, points, 10);
  assert.ok(Math.abs(trustworthiness - 0.5) < 0.05, `${trustworthiness}`);
  assert.ok(Math.abs(preservation - 10 / ROWS) < 0.03, `${preservation}`);
});
