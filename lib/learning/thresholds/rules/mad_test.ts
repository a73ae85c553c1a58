import assert from "node:assert/strict";
import { madRule } from "./mad.ts";
import { near, scoresOf } from "../testing.ts";

function threshold(k: number, heldOut: number[]): number {
  return madRule.apply({ rule: "mad", k }, scoresOf(heldOut)).value;
}

Deno.test("madRule adds robust standard deviations to the median", () => {
  // Median 3, deviations 2, 1, 0, 1, 97: their median is 1.
  assert.ok(near(threshold(2, [1, 2, 3, 4, 100]), 3 + 2 * 1.4826022185, 1e-9));
});

Deno.test("madRule takes the mean deviation where more than half of the scores are equal", () => {
  // Median 1, mean absolute deviation 4 / 5.
  assert.ok(near(threshold(1, [1, 1, 1, 1, 5]), 1 + Math.sqrt(Math.PI / 2) * 0.8, 1e-6));
});

Deno.test("madRule of equal scores is that score", () => {
  assert.equal(threshold(3.5, [2, 2, 2]), 2);
  assert.equal(threshold(3.5, [7]), 7);
});
