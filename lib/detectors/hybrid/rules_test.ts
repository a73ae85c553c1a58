import assert from "node:assert/strict";
import fc from "fast-check";
import { combine, type HybridRule, sharesInScore, votesNeeded } from "./rules.ts";

Deno.test("votesNeeded() is all, one, or more than half", () => {
  const needed = (members: number) =>
    (["all", "any", "majority"] as const).map((rule) => votesNeeded(rule, members));
  assert.deepEqual(needed(2), [2, 1, 2]);
  assert.deepEqual(needed(3), [3, 1, 2]);
  assert.deepEqual(needed(4), [4, 1, 3]);
  assert.deepEqual(needed(5), [5, 1, 3]);
  for (const rule of ["mean", "maximum", "weighted"] as const) {
    assert.equal(votesNeeded(rule, 3), null);
  }
});

Deno.test("combine() takes mean, weighted mean and maximum of calibrated scores", () => {
  const opinions = { calibrated: [1, 2, 6], votes: 1 };
  const score = (rule: HybridRule) => combine(rule, "probability", opinions, [1, 0, 3]);
  assert.equal(score("mean"), 3);
  assert.equal(score("weighted"), 19 / 4);
  assert.equal(score("maximum"), 6);
});

Deno.test("combine() counts votes and adds the mean as a fraction under voting rules", () => {
  for (const rule of ["all", "any", "majority"] as const) {
    const probability = { calibrated: [1, 5], votes: 1 };
    assert.equal(combine(rule, "probability", probability, [9, 1]), 1 + 3 / 4);
    const rank = { calibrated: [0.5, 0.75], votes: 2 };
    assert.equal(combine(rule, "rank", rank, [9, 1]), 2 + 0.625);
  }
});

Deno.test("combine() is greater than k exactly where k members or more flag", () => {
  fc.assert(fc.property(
    fc.array(fc.double({ min: 0, max: 1e4, noNaN: true }), { minLength: 2, maxLength: 5 }),
    fc.nat(5),
    fc.nat(5),
    (calibrated, some, k) => {
      const votes = Math.min(some, calibrated.length);
      const weights = calibrated.map(() => 1);
      const score = Math.fround(combine("all", "probability", { calibrated, votes }, weights));
      assert.equal(score > k, votes >= k);
    },
  ));
});

Deno.test("sharesInScore() divides by calibrated scores", () => {
  const shares = (rule: HybridRule, calibrated: number[]) =>
    sharesInScore(rule, calibrated, [2, 1, 1]);
  assert.deepEqual(shares("mean", [1, 2, 5]), [1 / 8, 2 / 8, 5 / 8]);
  assert.deepEqual(shares("all", [1, 2, 5]), [1 / 8, 2 / 8, 5 / 8]);
  assert.deepEqual(shares("weighted", [1, 2, 4]), [2 / 8, 2 / 8, 4 / 8]);
  assert.deepEqual(shares("maximum", [1, 5, 5]), [0, 1, 0]);
  assert.deepEqual(shares("mean", [0, 0, 0]), [1 / 3, 1 / 3, 1 / 3]);
  assert.deepEqual(shares("weighted", [0, 0, 0]), [1 / 2, 1 / 4, 1 / 4]);
});
