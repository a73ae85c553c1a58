import assert from "node:assert/strict";
import fc from "fast-check";
import { fitNormalTail } from "../../learning/severity/normal_tail.ts";
import { asFraction, calibrate } from "./calibration.ts";

/** Nine scores: the p-value of the k-th largest is (k + 1) / 10. */
const NORMALS = fitNormalTail(Float32Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9));

Deno.test("calibrate() by rank gives the share of held-out scores that are lower", () => {
  const rank = (score: number) => calibrate(NORMALS, score, "rank");
  const close = (actual: number, expected: number) => assert.ok(Math.abs(actual - expected) < 1e-9);
  assert.equal(rank(0), 0);
  close(rank(1), 0);
  close(rank(5), 0.4);
  close(rank(5.5), 0.5);
  close(rank(9), 0.8);
  close(rank(10), 0.9);
  close(rank(1e6), 0.9);
});

Deno.test("calibrate() by probability counts the zeros of one in 10^s", () => {
  const s = (score: number) => calibrate(NORMALS, score, "probability");
  const close = (actual: number, expected: number) => assert.ok(Math.abs(actual - expected) < 1e-9);
  assert.ok(Object.is(s(0), 0));
  close(s(5), -Math.log10(0.6));
  close(s(9), -Math.log10(0.2));
  assert.ok(s(10) > s(9.5) && s(9.5) > 1, "beyond the largest it goes on");
  assert.equal(s(3e38), 1e4);
});

Deno.test("calibrate() never falls as the score rises", () => {
  const scores = fc.float({ noNaN: true, min: -1e6, max: 1e6 });
  fc.assert(fc.property(
    fc.array(scores, { minLength: 1, maxLength: 60 }),
    scores,
    scores,
    fc.constantFrom("rank" as const, "probability" as const),
    (heldOut, a, b, calibration) => {
      const normals = fitNormalTail(Float32Array.from(heldOut));
      const low = calibrate(normals, Math.min(a, b), calibration);
      const high = calibrate(normals, Math.max(a, b), calibration);
      assert.ok(0 <= low && low <= high + 1e-12 && high <= 1e4);
    },
  ));
});

Deno.test("asFraction() keeps order and stays between 0 and 1 beside a vote in 32 bits", () => {
  assert.equal(asFraction(1, "probability"), 0.5);
  assert.equal(asFraction(3, "probability"), 0.75);
  assert.equal(asFraction(0.25, "rank"), 0.25);
  for (const votes of [0, 1, 2, 5]) {
    for (const mean of [0, 1e-12, 0.5, 1, 1e4]) {
      const score = Math.fround(votes + asFraction(mean, "probability"));
      assert.ok(score > votes && score < votes + 1, `${votes} and ${mean} gave ${score}`);
    }
  }
});
