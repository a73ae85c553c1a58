import assert from "node:assert/strict";
import { createRandom } from "../../base/random.ts";
import { AdaptiveThreshold } from "./adaptive_threshold.ts";

const random = createRandom(1);
const normals = (count: number, level = 0) =>
  Float32Array.from({ length: count }, () => level + random.normal());
const OPTIONS = { q: 0.95, window: 1000, resetAfter: 100 };

Deno.test("AdaptiveThreshold begins with the quantile of the scores it is given", () => {
  const threshold = new AdaptiveThreshold(Float32Array.of(5, 1, 2, 3), { ...OPTIONS, q: 0.5 });
  assert.equal(threshold.value, 2.5);
  assert.equal(threshold.push(2.5), false);
  assert.equal(threshold.push(2.6), true);
});

Deno.test("AdaptiveThreshold judges each score before it learns from it", () => {
  const options = { q: 0.5, window: 1, resetAfter: 0 };
  const threshold = new AdaptiveThreshold(Float32Array.of(1, 2), options);
  assert.deepEqual([3, 3, 2].map((score) => threshold.push(score)), [true, false, false]);
  assert.equal(threshold.value, 2);
});

Deno.test("AdaptiveThreshold flags about 1 - q of a steady stream and never resets", () => {
  const threshold = new AdaptiveThreshold(normals(1000), OPTIONS);
  const flagged = normals(20_000).filter((score) => threshold.push(score)).length;
  assert.ok(flagged > 800 && flagged < 1200, String(flagged));
  assert.equal(threshold.resets, 0);
});

Deno.test("AdaptiveThreshold starts again when the level rises or falls", () => {
  for (const level of [10, -10]) {
    const threshold = new AdaptiveThreshold(normals(1000), OPTIONS);
    for (const score of normals(200, level)) threshold.push(score);
    assert.equal(threshold.resets, 1);
    assert.ok(Math.abs(threshold.value - level - 1.64) < 0.6, String(threshold.value));
  }
});

Deno.test("AdaptiveThreshold without resets takes its window to follow a fall", () => {
  const threshold = new AdaptiveThreshold(normals(1000), { ...OPTIONS, resetAfter: 0 });
  for (const score of normals(900, -10)) threshold.push(score);
  assert.ok(threshold.value > -1);
  for (const score of normals(100, -10)) threshold.push(score);
  assert.ok(threshold.value < -7);
});

Deno.test("AdaptiveThreshold stays where all scores are equal", () => {
  const threshold = new AdaptiveThreshold(new Float32Array(10).fill(3), OPTIONS);
  for (let i = 0; i < 3000; i++) assert.equal(threshold.push(3), false);
  assert.equal(threshold.resets, 0);
});

Deno.test("AdaptiveThreshold refuses options that make no sense", () => {
  const start = Float32Array.of(1);
  assert.throws(() => new AdaptiveThreshold(new Float32Array(0), OPTIONS), /scores to start/);
  assert.throws(() => new AdaptiveThreshold(start, { ...OPTIONS, q: 1 }), /between 0 and 1/);
  assert.throws(() => new AdaptiveThreshold(start, { ...OPTIONS, window: 0 }), /whole number/);
  assert.throws(() => new AdaptiveThreshold(start, { ...OPTIONS, resetAfter: 251 }), /quarter/);
});
