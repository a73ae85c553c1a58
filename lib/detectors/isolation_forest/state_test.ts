import assert from "node:assert/strict";
import type { Forest } from "./forest.ts";
import { decodeForest, encodeForest, type ForestFacts, forestFacts } from "./state.ts";
import { grownForest, randomMatrix } from "./testing.ts";

const x = randomMatrix(16, 3, 1);
const forest = grownForest(x, 4, 2);
const facts: ForestFacts = {
  version: 1,
  trees: 4,
  height: 4,
  subsampleSize: 16,
  names: x.names,
};

function damaged(change: (copy: Forest) => void): Uint8Array {
  const copy = structuredClone(forest);
  change(copy);
  return encodeForest(copy);
}

Deno.test("decodeForest() gives the forest that was encoded", () => {
  assert.deepEqual(decodeForest(facts, encodeForest(forest)), forest);
});

Deno.test("decodeForest() gives the hyperplanes that were encoded, if they are finite", () => {
  const planes = grownForest(x, 4, 2, undefined, 2);
  const facts = forestFacts(planes, x.names);
  planes.planes!.means.set([1, 2, 3]);
  assert.equal(facts.width, 2);
  assert.deepEqual(decodeForest(facts, encodeForest(planes)), planes);
  planes.planes!.weights[3] = NaN;
  assert.throws(() => decodeForest(facts, encodeForest(planes)), /hyperplanes that are not finite/);
});

Deno.test("decodeForest() reads bytes at any offset", () => {
  const bytes = encodeForest(forest);
  const shifted = new Uint8Array(bytes.length + 1);
  shifted.set(bytes, 1);
  assert.deepEqual(decodeForest(facts, shifted.subarray(1)), forest);
});

Deno.test("decodeForest() refuses the wrong number of bytes", () => {
  const bytes = encodeForest(forest);
  for (const length of [0, 3, bytes.length - 1]) {
    assert.throws(() => decodeForest(facts, bytes.subarray(0, length)), /bytes in place of/);
  }
  assert.throws(() => decodeForest({ ...facts, trees: 1e9, height: 24 }, bytes), /in place of/);
});

Deno.test("decodeForest() refuses columns that do not exist", () => {
  for (const column of [-1, 3, 2 ** 31 - 1]) {
    const bytes = damaged(({ columns }) => columns[7] = column);
    assert.throws(() => decodeForest(facts, bytes), /a column that does not exist/);
  }
});

Deno.test("decodeForest() refuses thresholds and sizes that no growing gives", () => {
  for (const threshold of [NaN, -Infinity, Infinity]) {
    const bytes = damaged(({ thresholds }) => thresholds[0] = threshold);
    assert.throws(() => decodeForest(facts, bytes), /a node without rows/);
  }
  assert.throws(
    () => decodeForest(facts, damaged(({ sizes }) => sizes.fill(0))),
    /a node without rows|wrong number of rows/,
  );
  const more = damaged(({ sizes }) => sizes[sizes.findIndex((size) => size > 0)]++);
  assert.throws(() => decodeForest(facts, more), /the wrong number of rows/);
});
