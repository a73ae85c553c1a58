import assert from "node:assert/strict";
import { contaminationRule } from "./contamination.ts";
import { scoresOf } from "../testing.ts";

function threshold(share: number, test: number[]): number {
  return contaminationRule.apply({ rule: "contamination", share }, scoresOf([], test)).value;
}

Deno.test("contaminationRule flags the highest test scores", () => {
  assert.equal(threshold(0.2, [9, 1, 8, 2, 7, 3, 6, 4, 5, 10]), 8);
  assert.equal(threshold(0.29, Array.from({ length: 100 }, (_, i) => i)), 70);
});

Deno.test("contaminationRule flags none of those that tie at the threshold", () => {
  assert.equal(threshold(0.5, [1, 5, 5, 5]), 5);
  assert.equal(threshold(0.1, [1, 2, 3]), 3);
});

Deno.test("contaminationRule refuses a share out of range and a test without rows", () => {
  assert.throws(() => threshold(0, [1]), /between 0 and 1/);
  assert.throws(() => threshold(0.1, []), /needs test rows/);
});
