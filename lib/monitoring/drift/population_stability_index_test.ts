import assert from "node:assert/strict";
import fc from "fast-check";
import { createRandom } from "../../base/random.ts";
import { populationStabilityIndex } from "./population_stability_index.ts";

const counts = fc.array(fc.tuple(fc.nat(1000), fc.nat(1000)), { minLength: 1, maxLength: 20 });

Deno.test("populationStabilityIndex() gives the index worked out by hand", () => {
  // Shares 0.5 and 0.5 against 0.8 and 0.2: 0.3 ln 1.6 + -0.3 ln 0.4.
  const index = populationStabilityIndex([5e8, 5e8], [8e8, 2e8]);
  assert.ok(Math.abs(index - (0.3 * Math.log(1.6) - 0.3 * Math.log(0.4))) < 1e-8);
});

Deno.test("populationStabilityIndex() is never negative and finite whatever bins are empty", () => {
  fc.assert(fc.property(counts, (pairs) => {
    const index = populationStabilityIndex(pairs.map(([a]) => a), pairs.map(([, b]) => b));
    assert.ok(index >= 0 && Number.isFinite(index), String(index));
  }));
});

Deno.test("populationStabilityIndex() of samples of one distribution is about (b - 1)(1/n + 1/m)", () => {
  const random = createRandom(1);
  const sample = (n: number) => {
    const bins = new Float64Array(10);
    for (let i = 0; i < n; i++) bins[random.integer(10)]++;
    return bins;
  };
  let total = 0;
  for (let i = 0; i < 200; i++) total += populationStabilityIndex(sample(5000), sample(500));
  const expected = 9 * (1 / 5000 + 1 / 500);
  assert.ok(Math.abs(total / 200 / expected - 1) < 0.15, `${total / 200} for ${expected}`);
});

Deno.test("populationStabilityIndex() says nothing without records and refuses other bins", () => {
  assert.equal(populationStabilityIndex([1, 2], [0, 0]), 0);
  assert.equal(populationStabilityIndex([0, 0], [1, 2]), 0);
  assert.throws(() => populationStabilityIndex([1], [1, 2]), RangeError);
});
