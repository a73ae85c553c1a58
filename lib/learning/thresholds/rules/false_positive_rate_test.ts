import assert from "node:assert/strict";
import { falsePositiveRateRule } from "./false_positive_rate.ts";
import { near, scoresOf } from "../testing.ts";

function apply(rate: number, heldOut: Iterable<number>) {
  const rule = { rule: "false-positive-rate", rate, confidence: 0.95 } as const;
  return falsePositiveRateRule.apply(rule, scoresOf(heldOut));
}

const hundred = Array.from({ length: 100 }, (_, i) => i + 1);

Deno.test("falsePositiveRateRule flags as many held-out rows as are allowed", () => {
  const { value, falsePositiveRate } = apply(0.05, hundred);
  assert.equal(value, 95);
  assert.equal(falsePositiveRate!.estimate, 0.05);
  assert.ok(near(falsePositiveRate!.low, 0.016431879182052158, 1e-8));
  assert.ok(near(falsePositiveRate!.high, 0.11283491110546275, 1e-8));
});

Deno.test("falsePositiveRateRule stays below the rate where scores tie", () => {
  const { value, falsePositiveRate } = apply(0.5, [1, 2, 2, 2]);
  assert.equal(value, 2);
  assert.equal(falsePositiveRate!.estimate, 0);
});

Deno.test("falsePositiveRateRule of rate 0 is the largest held-out score", () => {
  const { value, falsePositiveRate } = apply(0, hundred);
  assert.equal(value, 100);
  assert.equal(falsePositiveRate!.low, 0);
  assert.ok(falsePositiveRate!.high > 0.03);
});

Deno.test("falsePositiveRateRule tells how little one row shows", () => {
  const { value, falsePositiveRate } = apply(0.01, [3]);
  assert.equal(value, 3);
  assert.ok(near(falsePositiveRate!.high, 0.975, 1e-12));
});

Deno.test("falsePositiveRateRule refuses a rate out of range", () => {
  for (const rate of [-0.1, 1, NaN]) assert.throws(() => apply(rate, hundred), /between 0 and 1/);
});
