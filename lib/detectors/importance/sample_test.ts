import assert from "node:assert/strict";
import fc from "fast-check";
import { drawSample } from "./sample.ts";
import { matrixOf } from "./testing.ts";

const x = matrixOf([[0], [1], [2], [3], [4], [5], [6], [7]]);
const truth = Uint8Array.of(0, 0, 1, 0, 0, 1, 0, 0);

function chosenValues(most: number, seed: number, truth: Uint8Array | null): number[] {
  const { matrix, chosen } = drawSample(x, truth, { most, context: 0, seed });
  return [...chosen].map((row) => matrix.data[row]);
}

Deno.test("drawSample() takes half attacks as far as there are as many", () => {
  fc.assert(fc.property(fc.integer({ min: 1, max: 9 }), fc.nat(99), (most, seed) => {
    const values = chosenValues(most, seed, truth);
    assert.equal(values.length, Math.min(8, most));
    assert.deepEqual(values, [...new Set(values)].sort((a, b) => a - b));
    const attacks = values.filter((value) => truth[value] === 1).length;
    assert.equal(attacks, Math.min(2, Math.floor(most / 2)));
    const drawn = drawSample(x, truth, { most, context: 0, seed }).truth;
    if (attacks > 0) assert.deepEqual([...drawn!], values.map((value) => truth[value]));
    else assert.equal(drawn, null);
  }));
});

Deno.test("drawSample() repeats itself for a seed and not for another", () => {
  assert.deepEqual(chosenValues(3, 1, null), chosenValues(3, 1, null));
  const draws = new Set(Array.from({ length: 20 }, (_, seed) => `${chosenValues(3, seed, null)}`));
  assert.ok(draws.size > 5);
});

Deno.test("drawSample() knows no truth of one class", () => {
  const sample = drawSample(x, new Uint8Array(8), { most: 8, context: 0, seed: 1 });
  assert.equal(sample.truth, null);
  assert.equal(sample.chosen.length, 8);
});

Deno.test("drawSample() takes the context of a row within its sequence", () => {
  const sequences = matrixOf([[0], [1], [2], [3], [4]], [0, 0, 2, 2, 2]);
  const { matrix, chosen } = drawSample(sequences, null, { most: 5, context: 2, seed: 1 });
  assert.deepEqual([...matrix.data], [0, 0, 1, 2, 2, 3, 2, 3, 4]);
  assert.deepEqual([...matrix.starts!], [0, 1, 1, 3, 4, 4, 6, 6, 6]);
  assert.deepEqual([...chosen], [0, 2, 3, 5, 8]);
});

Deno.test("drawSample() refuses no rows and a truth of other rows", () => {
  const options = { most: 5, context: 0, seed: 1 };
  assert.throws(() => drawSample({ ...x, rows: 0 }, null, options), /at least one row/);
  assert.throws(() => drawSample(x, Uint8Array.of(1), options), /8 rows, but the truth of 1/);
});
