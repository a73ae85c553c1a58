import assert from "node:assert/strict";
import fc from "fast-check";
import { excessExceeded, fitGeneralisedPareto, logSurvival } from "./generalised_pareto.ts";
import { near, uniforms } from "../testing.ts";

/**
 * Excesses drawn from known distributions, and what maximum likelihood finds for them: the
 * log-density of scipy 1.10.1's genpareto, its largest value found by Nelder-Mead from the start
 * that genpareto.fit(floc=0) gives. `isf`: the excess exceeded with probability 0.001.
 */
const REFERENCE = [
  {
    shape: 0.3,
    scale: 2,
    seed: 1,
    n: 500,
    fit: [0.3278646725511227, 2.180891560114433],
    isf: 57.40030958661168,
  },
  {
    shape: -0.25,
    scale: 1.5,
    seed: 2,
    n: 500,
    fit: [-0.30610206594556844, 1.6492990080851395],
    isf: 4.737749111945152,
  },
  {
    shape: 0,
    scale: 1,
    seed: 3,
    n: 500,
    fit: [0.014200622906173598, 0.9967111052907202],
    isf: 7.23404633645683,
  },
  {
    shape: 0.8,
    scale: 0.01,
    seed: 4,
    n: 200,
    fit: [0.8538837064895797, 0.009046817963441735],
    isf: 3.8508357891674128,
  },
  {
    shape: 0.1,
    scale: 100,
    seed: 5,
    n: 40,
    fit: [0.14207417665156072, 95.37416899176662],
    isf: 1119.877125185725,
  },
];

function draws(shape: number, scale: number, n: number, seed: number): Float64Array {
  return uniforms(n, seed).map((u) => excessExceeded({ shape, scale }, 1 - u));
}

Deno.test("fitGeneralisedPareto() finds the largest likelihood, as scipy does", () => {
  for (const { shape, scale, seed, n, fit, isf } of REFERENCE) {
    const found = fitGeneralisedPareto(draws(shape, scale, n, seed));
    assert.ok(near(found.shape, fit[0], 1e-4), `${found.shape} is not ${fit[0]}`);
    assert.ok(near(found.scale, fit[1], 1e-5), `${found.scale} is not ${fit[1]}`);
    assert.ok(near(excessExceeded(found, 0.001), isf, 1e-5));
  }
});

Deno.test("fitGeneralisedPareto() scales with the excesses", () => {
  const unit = draws(0.2, 1, 100, 9);
  const { shape, scale } = fitGeneralisedPareto(unit);
  const large = fitGeneralisedPareto(unit.map((excess) => excess * 1e6));
  assert.ok(near(large.shape, shape, 1e-6) && near(large.scale, scale * 1e6, 1e-6));
});

Deno.test("fitGeneralisedPareto() of few excesses is exponential with their mean", () => {
  assert.deepEqual(fitGeneralisedPareto(Float64Array.of(1, 2, 6)), { shape: 0, scale: 3 });
  assert.throws(() => fitGeneralisedPareto(new Float64Array(0)), /at least one excess/);
});

Deno.test("fitGeneralisedPareto() keeps the shape above the smallest allowed", () => {
  const bounded = draws(-0.25, 1.5, 500, 2);
  assert.ok(fitGeneralisedPareto(bounded).shape < -0.2);
  const mean = bounded.reduce((sum, excess) => sum + excess) / bounded.length;
  assert.deepEqual(fitGeneralisedPareto(bounded, 0), { shape: 0, scale: mean });
});

Deno.test("fitGeneralisedPareto() of equal and of evenly spread excesses ends at the largest", () => {
  const even = Float64Array.from({ length: 20 }, (_, i) => (i + 1) / 10);
  for (const excesses of [new Float64Array(20).fill(2), even]) {
    const { shape, scale } = fitGeneralisedPareto(excesses);
    assert.equal(shape, -1);
    assert.ok(near(scale, 2, 1e-6), String(scale));
  }
});

Deno.test("logSurvival() and excessExceeded() undo each other", () => {
  const shape = fc.constantFrom(-0.5, -0.1, 0, 0.1, 1);
  const probability = fc.double({ min: 1e-6, max: 1, noNaN: true });
  fc.assert(fc.property(shape, probability, (shape, probability) => {
    const tail = { shape, scale: 3 };
    const again = Math.exp(logSurvival(tail, excessExceeded(tail, probability)));
    assert.ok(near(again, probability, 1e-6));
  }));
  assert.equal(logSurvival({ shape: -0.5, scale: 1 }, 2), -Infinity);
});
