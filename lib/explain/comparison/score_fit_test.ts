import assert from "node:assert/strict";
import { createRandom } from "../../base/random.ts";
import { scoreFit } from "./score_fit.ts";

function scores(rows: number, seed: number, mean = 0): Float32Array {
  const random = createRandom(seed);
  return Float32Array.from({ length: rows }, () => mean + random.normal());
}

const sum = (counts: number[]) => counts.reduce((total, count) => total + count, 0);

Deno.test("scoreFit() counts all rows, with the threshold at an edge", () => {
  const { edges, test, training, threshold } = scoreFit(scores(5000, 1), scores(500, 2), 2);
  assert.equal(edges.length, test.length + 1);
  assert.equal(sum(test), 5000);
  assert.ok(Math.abs(sum(training) - 5000) < 1e-6);
  assert.equal(edges[36], threshold);
  const above = scores(5000, 1).filter((score) => score > threshold).length;
  assert.equal(sum(test.slice(36)), above);
});

Deno.test("scoreFit() finds no shift in rows of the same traffic", () => {
  for (let seed = 1; seed <= 30; seed++) {
    assert.equal(scoreFit(scores(3000, seed), scores(400, 100 + seed), 2).shift, 0);
  }
});

Deno.test("scoreFit() tells which way rows below the threshold have moved", () => {
  const usual = scores(1000, 1);
  assert.ok(scoreFit(scores(3000, 2, 0.5), usual, 2).shift! > 0.1);
  assert.ok(scoreFit(scores(3000, 2, -0.5), usual, 2).shift! < -0.1);
  const attack = Float32Array.from([...scores(3000, 3), ...scores(3000, 4, 9)]);
  assert.equal(scoreFit(attack, usual, 2).shift, 0);
});

Deno.test("scoreFit() takes equal scores, and models without held-out rows", () => {
  const equal = new Float32Array(100).fill(3);
  assert.equal(scoreFit(equal, equal, 3).test[35], 100);
  const { shift, training } = scoreFit(equal, null, 4);
  assert.deepEqual([shift, sum(training)], [null, 0]);
});
