import assert from "node:assert/strict";
import { iqrRule } from "./iqr.ts";
import { scoresOf } from "../testing.ts";

function threshold(k: number, heldOut: number[]): number {
  return iqrRule.apply({ rule: "iqr", k }, scoresOf(heldOut)).value;
}

Deno.test("iqrRule adds interquartile ranges to the third quartile", () => {
  assert.equal(threshold(1.5, [1, 2, 3, 4, 100]), 4 + 1.5 * 2);
  assert.equal(threshold(0, [1, 2, 3, 4, 5]), 4);
});

Deno.test("iqrRule of equal quartiles is that quartile", () => {
  assert.equal(threshold(1.5, [3, 3, 3, 3, 9]), 3);
  assert.equal(threshold(1.5, [7]), 7);
});
