import assert from "node:assert/strict";
import { THRESHOLDS } from "./catalogue.ts";
import { DEFAULT_THRESHOLD, type ThresholdRule } from "./rule.ts";
import { thresholdRuleSchema } from "./schema.ts";

function messages(input: unknown): string[] {
  return thresholdRuleSchema.safeParse(input).error?.issues.map(({ message }) => message) ?? [];
}

Deno.test("thresholdRuleSchema takes every rule, and fills in defaults", () => {
  const rules: ThresholdRule[] = [DEFAULT_THRESHOLD, { rule: "fixed", value: -3 }];
  for (const rule of rules) assert.deepEqual(thresholdRuleSchema.parse(rule), rule);
  for (const { rule, fields } of THRESHOLDS) {
    assert.deepEqual(thresholdRuleSchema.parse({ rule }), {
      rule,
      ...Object.fromEntries(fields.map((field) => [field.name, field.default])),
    });
  }
});

Deno.test("thresholdRuleSchema says what is wrong", () => {
  for (const q of [0, 1, -1, "0.9", null]) {
    assert.match(messages({ rule: "quantile", q })[0], /q must be a number from 0.000001 to 0.99/);
  }
  assert.match(messages({ rule: "fixed", value: null })[0], /value must be a number/);
  assert.match(messages({ rule: "fixed", value: Infinity })[0], /value must be a number/);
  for (const rule of [null, 0.5, {}, { rule: "best" }]) {
    assert.match(messages(rule)[0], /such as \{"rule": "quantile".*peaks-over-threshold/);
  }
});

Deno.test("thresholdRuleSchema refuses what does not belong to a rule", () => {
  assert.match(messages({ rule: "quantile", q: 0.9, value: 1 })[0], /value/);
});

Deno.test("thresholdRuleSchema checks parameters against each other", () => {
  assert.match(messages({ rule: "adaptive", window: 100, resetAfter: 50 })[0], /quarter of window/);
});
