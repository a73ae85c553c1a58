import assert from "node:assert/strict";
import fc from "fast-check";
import { quantileRule } from "./quantile.ts";
import { scoresOf } from "../testing.ts";

Deno.test("quantileRule takes the quantile of the held-out scores", () => {
  assert.equal(
    quantileRule.apply({ rule: "quantile", q: 0.75 }, scoresOf([5, 1, 4, 2, 3])).value,
    4,
  );
});

Deno.test("quantileRule flags at most the rest of the held-out rows", () => {
  const scores = fc.float32Array({ noNaN: true, noDefaultInfinity: true, minLength: 1 });
  const q = fc.double({ min: 0.01, max: 0.99, noNaN: true });
  fc.assert(fc.property(scores, q, (values, q) => {
    const { value } = quantileRule.apply({ rule: "quantile", q }, scoresOf(values));
    const flagged = values.filter((score) => score > value).length;
    assert.ok(flagged <= Math.ceil((1 - q) * (values.length - 1) + 1e-6));
  }));
});

Deno.test("quantileRule refuses a quantile out of range", () => {
  for (const q of [0, 1, NaN]) {
    assert.throws(
      () => quantileRule.apply({ rule: "quantile", q }, scoresOf([1])),
      /between 0 and 1/,
    );
  }
});
