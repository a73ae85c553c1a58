import assert from "node:assert/strict";
import { scoresOf } from "../testing.ts";
import { youdenRule } from "./youden.ts";

function threshold(test: number[], truth: Uint8Array): number {
  return youdenRule.apply({ rule: "youden" }, scoresOf([], test, truth)).value;
}

Deno.test("youdenRule finds the largest recall minus false-positive rate", () => {
  // Above 4: recall 1, one of four normal rows. Above 6: recall 1/2, none.
  assert.equal(threshold([1, 2, 3, 6, 5, 9, 4], Uint8Array.of(0, 0, 0, 0, 1, 1, 0)), 4);
});

Deno.test("youdenRule takes the highest of equal thresholds", () => {
  // J is 1/2 above 3 and above 1.
  assert.equal(threshold([1, 2, 3, 4], Uint8Array.of(0, 1, 0, 1)), 3);
});
