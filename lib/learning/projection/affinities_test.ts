import assert from "node:assert/strict";
import { createRandom } from "../../base/random.ts";
import { affinities } from "./affinities.ts";
import { nearestRows } from "./nearest_rows.ts";

Deno.test("affinities() spreads each row over as many neighbours as the perplexity says", async () => {
  const random = createRandom(1);
  const data = Float32Array.from({ length: 4 }, () => random.normal());
  // All rows but the first are far away, so that what the first gets is its own kernel alone.
  const rows = 31;
  const x = Float32Array.from({ length: rows * 4 }, (_, i) => data[i % 4] + Math.floor(i / 4) / 10);
  const nearest = await nearestRows({ data: x, rows, cols: 4 }, 30);
  for (const perplexity of [2, 5, 10]) {
    const only = {
      ...nearest,
      rows: nearest.rows.slice(0, 30),
      squared: nearest.squared.slice(0, 30),
    };
    const { weights } = affinities(only, perplexity);
    const entropy = weights.reduce((sum, p) => sum - (p > 0 ? p * Math.log(p) : 0), 0);
    assert.ok(Math.abs(Math.exp(entropy) - perplexity) < 0.01, `${Math.exp(entropy)}`);
  }
});

Deno.test("affinities() names each pair once, and they add up to 1", async () => {
  const random = createRandom(2);
  const data = Float32Array.from({ length: 300 }, () => random.normal());
  const nearest = await nearestRows({ data, rows: 100, cols: 3 }, 15);
  const { first, second, weights } = affinities(nearest, 5);
  const pairs = new Set(Array.from(first, (row, i) => `${row} ${second[i]}`));
  assert.equal(pairs.size, weights.length);
  first.forEach((row, i) => assert.ok(row < second[i]));
  assert.ok(Math.abs(weights.reduce((sum, weight) => sum + weight, 0) - 1) < 1e-9);
});

Deno.test("affinities() takes equal rows", async () => {
  const nearest = await nearestRows({ data: new Float32Array(20), rows: 10, cols: 2 }, 9);
  const { weights } = affinities(nearest, 3);
  weights.forEach((weight) => assert.ok(Math.abs(weight - 1 / 45) < 1e-9));
});
