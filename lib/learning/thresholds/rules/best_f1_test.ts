import assert from "node:assert/strict";
import fc from "fast-check";
import { classification } from "../../metrics/classification.ts";
import { confusionAt } from "../../metrics/confusion_at.ts";
import { scoredRows } from "../../metrics/testing.ts";
import { bestF1Rule } from "./best_f1.ts";
import { scoresOf } from "../testing.ts";

function threshold(test: Iterable<number>, truth: Uint8Array | null): number {
  return bestF1Rule.apply({ rule: "best-f1" }, scoresOf([], test, truth)).value;
}

Deno.test("bestF1Rule finds the largest F1", () => {
  // Flagging 8, 9 and 7 finds both attacks with one false alarm: F1 0.8. 9 alone: 0.667.
  assert.equal(threshold([1, 7, 8, 9, 2], Uint8Array.of(0, 1, 0, 1, 0)), 2);
});

Deno.test("bestF1Rule is not beaten by any other threshold", () => {
  fc.assert(fc.property(scoredRows, ({ scores, truth }) => {
    const f1 = (value: number) => classification(confusionAt(scores, truth, value)).f1 ?? 0;
    const best = f1(threshold(scores, truth));
    for (const score of scores) assert.ok(f1(score) <= best + 1e-12);
  }));
});

Deno.test("bestF1Rule flags all where scores tell nothing", () => {
  assert.ok(threshold([5, 5, 5], Uint8Array.of(1, 0, 1)) < 5);
});

Deno.test("bestF1Rule needs labels of both kinds", () => {
  assert.throws(() => threshold([1, 2], null), /chosen by test labels/);
  assert.throws(() => threshold([1, 2], Uint8Array.of(0, 0)), /attacks and normal rows/);
  assert.throws(() => threshold([1, 2], Uint8Array.of(1, 1)), /attacks and normal rows/);
});
