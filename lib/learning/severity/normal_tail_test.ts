import assert from "node:assert/strict";
import { near, uniforms } from "../thresholds/testing.ts";
import { fitNormalTail, logTailProbability } from "./normal_tail.ts";

function probability(heldOut: Iterable<number>, score: number): number {
  return Math.exp(logTailProbability(fitNormalTail(Float32Array.from(heldOut)), score));
}

Deno.test("logTailProbability() counts held-out scores at least as high", () => {
  const heldOut = [4, 1, 2, 2];
  const found = [0, 1, 1.5, 2, 3, 4].map((score) => probability(heldOut, score) * 5);
  for (const [i, expected] of [5, 5, 4, 4, 2, 2].entries()) {
    assert.ok(near(found[i], expected, 1e-12));
  }
});

Deno.test("logTailProbability() goes on along the tail beyond the largest score", () => {
  // The tail begins at the 95% quantile 3.7; its one excess, 0.3, is the mean of an exponential.
  assert.ok(near(probability([4, 1, 2, 2], 4.6), Math.exp(-2) / 5, 1e-6));
});

Deno.test("logTailProbability() knows the tail of an exponential distribution", () => {
  const scores = uniforms(5000, 3).map((u) => -Math.log(u));
  for (const score of [1, 3, 10]) {
    const ratio = Math.log(probability(scores, score)) / -score;
    assert.ok(ratio > 0.8 && ratio < 1.25, `${score}: ${ratio}`);
  }
});

Deno.test("logTailProbability() of equal scores has nothing to extrapolate by", () => {
  assert.ok(near(probability([3, 3, 3], 3), 1, 1e-12));
  assert.ok(near(probability([3, 3, 3], 4), 1 / 4, 1e-12));
  assert.ok(near(probability([3, 3, 3], 400), 1 / 4, 1e-12));
});

Deno.test("fitNormalTail() needs a score and leaves the scores as they are", () => {
  assert.throws(() => fitNormalTail(new Float32Array(0)), /at least one held-out/);
  const heldOut = Float32Array.of(3, 1, 2);
  fitNormalTail(heldOut);
  assert.deepEqual(heldOut, Float32Array.of(3, 1, 2));
});
