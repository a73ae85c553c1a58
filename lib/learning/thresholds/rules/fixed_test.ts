import assert from "node:assert/strict";
import { fixedRule } from "./fixed.ts";
import { scoresOf } from "../testing.ts";

Deno.test("fixedRule takes the value whatever the scores", () => {
  assert.equal(fixedRule.apply({ rule: "fixed", value: 0.5 }, scoresOf([])).value, 0.5);
});

Deno.test("fixedRule refuses what is no finite number", () => {
  assert.throws(
    () => fixedRule.apply({ rule: "fixed", value: NaN }, scoresOf([])),
    /finite number/,
  );
});
