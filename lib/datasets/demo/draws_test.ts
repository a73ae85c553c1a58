import assert from "node:assert/strict";
import { createDraws } from "./draws.ts";

const N = 40_000;

function sample(draw: () => number): number[] {
  return Array.from({ length: N }, draw);
}

function mean(values: number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

Deno.test("createDraws() draws waiting times and session lengths with the mean asked for", () => {
  const draws = createDraws(1);
  assert.ok(Math.abs(mean(sample(() => draws.exponential(3))) - 3) < 0.1);
  assert.ok(Math.abs(mean(sample(() => draws.geometric(4))) - 4) < 0.1);
  assert.equal(Math.min(...sample(() => draws.geometric(4))), 1);
  assert.equal(draws.geometric(1), 1);
});

Deno.test("createDraws() draws sizes around their median", () => {
  const draws = createDraws(2);
  const sizes = sample(() => draws.size(1_000, 1.2)).sort((a, b) => a - b);
  assert.ok(Math.abs(sizes[N / 2] - 1_000) < 40);
  assert.ok(Math.abs(Math.log(sizes[Math.round(N * 0.8413)] / sizes[N / 2]) - 1.2) < 0.05);
});

Deno.test("createDraws() draws within bounds, by weight and by share", () => {
  const draws = createDraws(3);
  const between = sample(() => draws.between(3, 5));
  assert.deepEqual([...new Set(between)].sort(), [3, 4, 5]);
  assert.ok(sample(() => draws.uniform(2, 4)).every((value) => value >= 2 && value < 4));
  assert.ok(Math.abs(mean(sample(() => Number(draws.chance(0.3)))) - 0.3) < 0.01);
  const weighted = sample(() => draws.weighted([[0, 1], [1, 3]]));
  assert.ok(Math.abs(mean(weighted) - 0.75) < 0.01);
});
