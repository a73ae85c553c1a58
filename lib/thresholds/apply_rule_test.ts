import assert from "node:assert/strict";
import fc from "fast-check";
import { applyRule } from "./apply_rule.ts";

Deno.test("applyRule() takes the quantile of the held-out scores", () => {
  const scores = Float32Array.of(5, 1, 4, 2, 3);
  assert.equal(applyRule({ rule: "quantile", q: 0.75 }, scores), 4);
});

Deno.test("applyRule() lets a quantile flag at most the rest of the held-out rows", () => {
  const scores = fc.float32Array({ noNaN: true, noDefaultInfinity: true, minLength: 1 });
  const q = fc.double({ min: 0.01, max: 0.99, noNaN: true });
  fc.assert(fc.property(scores, q, (values, q) => {
    const threshold = applyRule({ rule: "quantile", q }, values);
    const flagged = values.filter((score) => score > threshold).length;
    assert.ok(flagged <= Math.ceil((1 - q) * (values.length - 1) + 1e-6));
  }));
});

Deno.test("applyRule() takes a fixed value whatever the scores", () => {
  assert.equal(applyRule({ rule: "fixed", value: 0.5 }, new Float32Array(0)), 0.5);
});

Deno.test("applyRule() refuses a quantile of nothing and values out of range", () => {
  const scores = Float32Array.of(1);
  assert.throws(
    () => applyRule({ rule: "quantile", q: 0.95 }, new Float32Array(0)),
    /at least one held-out normal row/,
  );
  assert.throws(() => applyRule({ rule: "quantile", q: 1 }, scores), /between 0 and 1/);
  assert.throws(() => applyRule({ rule: "fixed", value: NaN }, scores), /finite number/);
});
