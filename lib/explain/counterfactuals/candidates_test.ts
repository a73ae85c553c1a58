import assert from "node:assert/strict";
import fc from "fast-check";
import { numericCandidates, roundedAway, valuesBetween } from "./candidates.ts";

const number = fc.double({ min: -1e9, max: 1e9, noNaN: true });

Deno.test("numericCandidates() covers the training range, at both scales", () => {
  const candidates = numericCandidates({
    name: "bytes",
    type: "numeric",
    min: 0,
    max: 1_000_000,
    mean: 4000,
    typical: 230,
    integer: true,
  });
  assert.equal(candidates[0], 0);
  assert.equal(candidates.at(-1), 1_000_000);
  assert.ok(candidates.includes(230));
  assert.ok(candidates.filter((value) => value < 1000).length > 10);
  assert.ok(candidates.filter((value) => value > 500_000).length > 10);
  assert.ok(candidates.every(Number.isInteger));
});

Deno.test("numericCandidates() stays in the range and ascends", () => {
  fc.assert(fc.property(number, number, fc.double({ min: 0, max: 1, noNaN: true }), (a, b, at) => {
    const [min, max] = [Math.min(a, b), Math.max(a, b)];
    const typical = min + (max - min) * at;
    const input = { name: "x", type: "numeric" as const, min, max, mean: typical, typical };
    const candidates = numericCandidates({ ...input, integer: false });
    assert.ok(candidates.every((value) => value >= min && value <= max));
    assert.ok(candidates.every((value, i) => i === 0 || candidates[i - 1] < value));
  }));
});

Deno.test("valuesBetween() goes from one to the other and has neither", () => {
  assert.deepEqual(valuesBetween(0, 10, 4, false), [2, 4, 6, 8]);
  assert.deepEqual(valuesBetween(10, 0, 4, false), [8, 6, 4, 2]);
  assert.deepEqual(valuesBetween(3, 5, 9, true), [4]);
  assert.deepEqual(valuesBetween(3, 4, 9, true), []);
});

Deno.test("roundedAway() has four digits and never comes nearer", () => {
  assert.equal(roundedAway(231.73845, 100), 231.8);
  assert.equal(roundedAway(231.73845, 1000), 231.7);
  fc.assert(fc.property(number, number, (value, from) => {
    fc.pre(value !== from && Math.abs(value) > 1e-9);
    const rounded = roundedAway(value, from);
    assert.ok(
      value > from ? rounded >= value * (1 - 1e-15) || rounded >= value : rounded <= value ||
        rounded <= value * (1 + 1e-15),
    );
    assert.ok(Math.abs(rounded - value) <= Math.abs(value) * 1.001e-3);
  }));
});
