import assert from "node:assert/strict";
import { createRandom } from "../../base/random.ts";
import { countValues } from "../columns/value_counts.ts";
import { birgeRozenholc, dynamicBins, squareRootBins, staticBins } from "./bins.ts";

const columnOf = (...values: number[]) =>
  countValues({ data: Float32Array.from(values), rows: values.length, cols: 1 }, 0);

Deno.test("staticBins() divides the range evenly", () => {
  const { edges, counts } = staticBins(columnOf(0, 1, 2, 2, 5, 8), 4);
  assert.deepEqual([...edges], [0, 2, 4, 6, 8]);
  assert.deepEqual([...counts], [2, 2, 1, 1]);
});

Deno.test("staticBins() has one bin for one value", () => {
  const { edges, counts } = staticBins(columnOf(3, 3), 10);
  assert.deepEqual([[...edges], [...counts]], [[3, 3], [2]]);
});

Deno.test("dynamicBins() fills bins one after the other", () => {
  const { edges, counts } = dynamicBins(columnOf(1, 2, 3, 4, 10, 20), 3);
  assert.deepEqual([...edges], [1, 3, 10, 20]);
  assert.deepEqual([...counts], [2, 2, 2]);
});

Deno.test("dynamicBins() does not part equal values", () => {
  const { edges, counts } = dynamicBins(columnOf(0, 0, 0, 0, 0, 1, 2, 2), 4);
  assert.deepEqual([...edges], [0, 1, 2]);
  assert.deepEqual([...counts], [5, 3]);
});

Deno.test("birgeRozenholc() takes one bin for evenly spread rows, more for two heaps", () => {
  const random = createRandom(1);
  const even = columnOf(...Array.from({ length: 1000 }, (_, i) => i));
  const heaps = columnOf(
    ...Array.from({ length: 1000 }, (_, i) => random.normal() + (i % 2 ? 0 : 12)),
  );
  assert.equal(birgeRozenholc(even), 1);
  const bins = birgeRozenholc(heaps);
  assert.ok(bins >= 6 && bins <= 60, `${bins}`);
  assert.equal(birgeRozenholc(columnOf(0, 1, 1, 1, 1, 1, 1, 1, 1, 1)), 2);
});

Deno.test("squareRootBins() is at least 1 and at most 1000", () => {
  assert.deepEqual([2, 100, 1e9].map(squareRootBins), [1, 10, 1000]);
});
