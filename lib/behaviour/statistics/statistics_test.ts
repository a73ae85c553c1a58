import assert from "node:assert/strict";
import { createRandom } from "../../base/random.ts";
import { chernoffScore } from "./chernoff.ts";
import { lowerTailScore, upperTailScore } from "./negative_binomial.ts";
import { rarity } from "./rarity.ts";
import { regularityScore } from "./regularity.ts";

/** Probability of a count, with a mean and a dispersion, from its recurrence. */
function probabilities(mean: number, dispersion: number, most: number): number[] {
  const size = 1 / dispersion;
  const found = [Math.pow(size / (size + mean), size)];
  for (let k = 1; k <= most; k++) {
    found.push(found[k - 1] * (k - 1 + size) / k * mean / (size + mean));
  }
  return found;
}

const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);

Deno.test("upperTailScore() and lowerTailScore() are tails of the negative binomial", () => {
  for (const [mean, dispersion, count] of [[4, 0.5, 20], [40, 0.15, 5], [0.5, 4, 3]]) {
    const all = probabilities(mean, dispersion, 5000);
    const upper = -Math.log10(sum(all.slice(count)));
    const lower = -Math.log10(sum(all.slice(0, count + 1)));
    assert.ok(Math.abs(upperTailScore(count, mean, dispersion) - upper) < 1e-6);
    assert.ok(Math.abs(lowerTailScore(count, mean, dispersion) - lower) < 1e-6);
  }
});

Deno.test("tails stay finite far out", () => {
  assert.ok(upperTailScore(1e7, 1, 0.15) <= 300);
  assert.equal(upperTailScore(0, 3, 0.5), 0);
});

Deno.test("chernoffScore() bounds the Poisson tail from above, within two powers of ten", () => {
  const mean = 4;
  let term = Math.exp(-mean);
  const terms = [term];
  for (let k = 1; k < 200; k++) terms.push(term *= mean / k);
  for (const count of [8, 15, 40]) {
    const exact = -Math.log10(sum(terms.slice(count)));
    const bound = chernoffScore(count, mean);
    assert.ok(bound <= exact && bound > exact - 2, `${count}: ${bound} of ${exact}`);
  }
  assert.equal(chernoffScore(4, 4), 0);
});

Deno.test("regularityScore() tells clocks and jitter from contacts at random", () => {
  const random = createRandom(1);
  const draws = (of: () => number) => Array.from({ length: 60 }, of);
  const atRandom = regularityScore(draws(() => -Math.log(1 - random.next())));
  const jittered = regularityScore(draws(() => 60 * (0.6 + 0.8 * random.next())));
  const clock = regularityScore(draws(() => 60));
  assert.ok(atRandom < 5 && jittered > 10 && clock > jittered, `${atRandom} ${jittered} ${clock}`);
  assert.equal(regularityScore([5]), 0);
});

Deno.test("regularityScore() does not depend on the unit", () => {
  const intervals = [9, 10, 11, 10, 9.5];
  const seconds = regularityScore(intervals);
  const milliseconds = regularityScore(intervals.map((interval) => 1000 * interval));
  assert.ok(Math.abs(seconds - milliseconds) < 1e-9);
});

Deno.test("rarity() is nothing for what all do, and most for what nobody else does", () => {
  assert.ok(rarity(49, 50, 0.001) < 0.05);
  assert.ok(rarity(0, 50, 0.5) > rarity(5, 50, 0.5));
  assert.ok(rarity(0, 50, 0.01) > rarity(0, 50, 0.5));
});
