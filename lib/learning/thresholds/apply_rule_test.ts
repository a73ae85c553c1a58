import assert from "node:assert/strict";
import fc from "fast-check";
import { applyRule, flagRows, movesAlong } from "./apply_rule.ts";
import { thresholdDefinition, THRESHOLDS } from "./catalogue.ts";
import type { RuleName, ThresholdRule } from "./rule.ts";
import { thresholdRuleSchema } from "./schema.ts";
import { scoresOf } from "./testing.ts";

/** Every rule with its defaults. */
const rules = THRESHOLDS.map(({ rule }) => thresholdRuleSchema.parse({ rule }));

Deno.test("applyRule() gives a finite threshold for any scores, few and equal ones too", () => {
  const scores = fc.float32Array({ noNaN: true, noDefaultInfinity: true, min: -1e6, max: 1e6 });
  const some = fc.tuple(scores, fc.float({ min: -10, max: 10, noNaN: true }))
    .map(([values, one]) => Float32Array.from([...values, one]));
  fc.assert(fc.property(some, some, (heldOut, test) => {
    const labelled = Float32Array.from([...test, 3]);
    const truth = Uint8Array.from(labelled, (_, i) => i === 0 ? 1 : 0);
    for (const rule of rules) {
      const found = scoresOf(heldOut, labelled, truth);
      const { value } = applyRule(rule, found);
      assert.ok(Number.isFinite(value), rule.rule);
      assert.equal(flagRows(rule, value, found).length, labelled.length);
    }
  }));
});

Deno.test("applyRule() flags nothing of normal traffic that always has one score", () => {
  const same = new Float32Array(50).fill(2);
  for (const rule of rules.filter(({ rule }) => !thresholdDefinition(rule).usesTestLabels)) {
    if (rule.rule === "fixed") continue;
    const scores = scoresOf(same, same);
    const { value } = applyRule(rule, scores);
    assert.equal(value, 2, rule.rule);
    assert.deepEqual(flagRows(rule, value, scores), new Uint8Array(50), rule.rule);
  }
});

Deno.test("applyRule() says which rule lacks held-out rows", () => {
  const none = scoresOf([], [1, 2, 3]);
  const needy: RuleName[] = [
    "quantile",
    "mad",
    "iqr",
    "peaks-over-threshold",
    "false-positive-rate",
    "adaptive",
  ];
  for (const rule of rules.filter(({ rule }) => needy.includes(rule))) {
    assert.throws(() => applyRule(rule, none), /at least one held-out normal row/, rule.rule);
  }
});

Deno.test("flagRows() flags what is greater than the threshold", () => {
  const rule: ThresholdRule = { rule: "fixed", value: 2 };
  assert.deepEqual(flagRows(rule, 2, scoresOf([], [1, 2, 3])), Uint8Array.of(0, 0, 1));
});

Deno.test("movesAlong() is true of the adaptive rule alone", () => {
  assert.deepEqual(rules.filter(movesAlong).map(({ rule }) => rule), ["adaptive"]);
});

Deno.test("rules that use test labels say so, in their titles too", () => {
  const marked = THRESHOLDS.filter(({ usesTestLabels }) => usesTestLabels);
  assert.deepEqual(marked.map(({ rule }) => rule), ["best-f1", "youden"]);
  for (const { title, rule, fields } of THRESHOLDS) {
    assert.equal(/uses test labels/.test(title), marked.some((each) => each.rule === rule));
    for (const field of fields) assert.ok(field.help.length <= 100, field.help);
  }
});
