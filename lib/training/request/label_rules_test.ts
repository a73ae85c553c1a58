import assert from "node:assert/strict";
import type { ThresholdRule } from "../../learning/thresholds/rule.ts";
import { checkLabelRule, usesTestLabels } from "./label_rules.ts";

const rows = Uint32Array.of(0, 1, 2);
const quantile: ThresholdRule = { rule: "quantile", q: 0.9 };

Deno.test("usesTestLabels() is true of rules that the test chooses", () => {
  assert.equal(usesTestLabels({ rule: "youden" }), true);
  assert.equal(usesTestLabels(quantile), false);
});

Deno.test("checkLabelRule() refuses rules that the test rows cannot choose", () => {
  for (const isAttack of [null, () => true, () => false]) {
    assert.throws(
      () => checkLabelRule({ rule: "best-f1" }, { rows, isAttack }),
      /"best-f1" is chosen by test labels/,
    );
    checkLabelRule(quantile, { rows, isAttack });
  }
  checkLabelRule({ rule: "best-f1" }, { rows, isAttack: (row) => row === 1 });
});
