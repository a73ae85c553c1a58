import assert from "node:assert/strict";
import fc from "fast-check";
import { quantile } from "../metrics/quantile.ts";
import { RollingSample } from "./rolling_sample.ts";

const stream = fc.array(fc.integer({ min: -3, max: 9 }), { minLength: 1, maxLength: 60 });

Deno.test("RollingSample has the quantiles and ranks of its latest numbers", () => {
  const capacity = fc.integer({ min: 1, max: 20 });
  const q = fc.double({ min: 0, max: 1, noNaN: true });
  fc.assert(fc.property(stream, capacity, q, (numbers, capacity, q) => {
    const sample = new RollingSample(capacity);
    for (const [i, number] of numbers.entries()) {
      sample.push(number);
      const latest = Float32Array.from(numbers.slice(Math.max(0, i + 1 - capacity), i + 1));
      assert.equal(sample.size, latest.length);
      assert.equal(sample.quantile(q), quantile(latest, q));
      const below = latest.filter((each) => each < 3).length;
      const equal = latest.filter((each) => each === 3).length;
      assert.equal(sample.rank(3), (below + equal / 2) / latest.length);
    }
  }));
});

Deno.test("RollingSample keeps the latest numbers and goes on from there", () => {
  const sample = new RollingSample(4);
  for (const number of [9, 8, 1, 2, 3, 4]) sample.push(number);
  sample.keepLatest(2);
  assert.deepEqual([sample.size, sample.quantile(0), sample.quantile(1)], [2, 3, 4]);
  for (const number of [5, 6, 7]) sample.push(number);
  assert.deepEqual([sample.size, sample.quantile(0), sample.quantile(1)], [4, 4, 7]);
});

Deno.test("RollingSample begins with numbers as if they had been pushed", () => {
  fc.assert(
    fc.property(stream, stream, fc.integer({ min: 1, max: 20 }), (start, next, capacity) => {
      const pushed = new RollingSample(capacity);
      for (const number of start) pushed.push(number);
      const begun = new RollingSample(capacity, Float32Array.from(start));
      for (const number of [0, ...next]) {
        assert.deepEqual(
          [begun.size, begun.quantile(0.3), begun.rank(3)],
          [pushed.size, pushed.quantile(0.3), pushed.rank(3)],
        );
        for (const sample of [pushed, begun]) sample.push(number);
      }
    }),
  );
});

Deno.test("RollingSample without numbers has no quantile", () => {
  const sample = new RollingSample(3);
  assert.equal(sample.quantile(0.5), NaN);
  assert.equal(sample.rank(1), 0.5);
});
