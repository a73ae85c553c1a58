import assert from "node:assert/strict";
import { DEFAULT_THRESHOLD, type ThresholdRule } from "./rule.ts";
import { thresholdRuleSchema } from "./schema.ts";

function messages(input: unknown): string[] {
  return thresholdRuleSchema.safeParse(input).error?.issues.map(({ message }) => message) ?? [];
}

Deno.test("thresholdRuleSchema takes every rule", () => {
  const rules: ThresholdRule[] = [DEFAULT_THRESHOLD, { rule: "fixed", value: -3 }];
  for (const rule of rules) assert.deepEqual(thresholdRuleSchema.parse(rule), rule);
});

Deno.test("thresholdRuleSchema says what is wrong", () => {
  for (const q of [0, 1, -1, "0.9", undefined]) {
    assert.match(messages({ rule: "quantile", q })[0], /greater than 0 and less than 1/);
  }
  assert.match(messages({ rule: "fixed", value: null })[0], /finite number/);
  assert.match(messages({ rule: "fixed", value: Infinity })[0], /finite number/);
  for (const rule of [null, 0.5, {}, { rule: "best" }]) {
    assert.match(messages(rule)[0], /A threshold is \{"rule": "quantile"/);
  }
});

Deno.test("thresholdRuleSchema refuses what does not belong to a rule", () => {
  assert.match(messages({ rule: "quantile", q: 0.9, value: 1 })[0], /value/);
});
