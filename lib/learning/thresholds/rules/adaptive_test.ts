import assert from "node:assert/strict";
import { flagRows } from "../apply_rule.ts";
import { adaptiveRule } from "./adaptive.ts";
import { scoresOf } from "../testing.ts";

const rule = { rule: "adaptive", q: 0.5, window: 50, resetAfter: 0 } as const;

Deno.test("adaptiveRule judges the test rows in their order", () => {
  const scores = scoresOf([1, 2, 3], [4, 3, 2]);
  // Medians before each row: of 1 2 3, of 1 2 3 4, of 1 2 3 3 4.
  assert.deepEqual(flagRows(rule, 0, scores), Uint8Array.of(1, 1, 0));
  assert.equal(adaptiveRule.apply(rule, scores).value, 2.5);
});

Deno.test("adaptiveRule without test rows stays where it starts", () => {
  assert.equal(adaptiveRule.apply(rule, scoresOf([1, 2, 3])).value, 2);
});

Deno.test("adaptiveRule wants its resets shorter than a quarter of the window", () => {
  assert.equal(adaptiveRule.check!(rule), null);
  assert.equal(adaptiveRule.check!({ ...rule, resetAfter: 13 })?.name, "resetAfter");
});
