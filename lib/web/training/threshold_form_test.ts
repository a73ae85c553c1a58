import assert from "node:assert/strict";
import { THRESHOLDS } from "../../learning/thresholds/catalogue.ts";
import { isSameRule, newRuleEntry, parseRule, plainRule, ruleEntry } from "./threshold_form.ts";

Deno.test("parseRule() gives back the rule that ruleEntry() shows", () => {
  for (const { rule: name, fields } of THRESHOLDS) {
    const { rule, errors } = parseRule(newRuleEntry(name));
    assert.deepEqual(errors, {});
    assert.deepEqual(Object.keys(rule), ["rule", ...fields.map((field) => field.name)]);
    assert.deepEqual(parseRule(ruleEntry(rule)).rule, rule);
  }
});

Deno.test("parseRule() names the parameters that are no value", () => {
  const entry = newRuleEntry("peaks-over-threshold");
  const { errors } = parseRule({ ...entry, texts: { ...entry.texts, risk: "2" } });
  assert.deepEqual(Object.keys(errors), ["risk"]);
});

Deno.test("plainRule() leaves out what the rule has found", () => {
  const quantile = { rule: "quantile" as const, q: 0.9 };
  const rate = { estimate: 0.1, low: 0, high: 1, confidence: 0.95 };
  assert.deepEqual(
    plainRule(Object.assign({}, quantile, { value: 4, falsePositiveRate: rate })),
    quantile,
  );
  const fixed = { rule: "fixed" as const, value: 4 };
  assert.deepEqual(plainRule(fixed), fixed);
});

Deno.test("isSameRule() does not look at what the rules have found", () => {
  const quantile = { rule: "quantile" as const, q: 0.9 };
  assert.ok(isSameRule(quantile, Object.assign({ value: 4 }, quantile)));
  assert.ok(!isSameRule(quantile, { ...quantile, q: 0.8 }));
  assert.ok(!isSameRule({ rule: "fixed", value: 1 }, { rule: "fixed", value: 2 }));
});
