import assert from "node:assert/strict";
import fc from "fast-check";
import { downsample } from "./downsample.ts";

Deno.test("downsample() leaves short lists alone", () => {
  assert.deepEqual(downsample([1, 2, 3], 3), [1, 2, 3]);
});

Deno.test("downsample() keeps the ends, the order and the limit", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 500 }),
      fc.integer({ min: 2, max: 50 }),
      (length, most) => {
        const items = Array.from({ length }, (_, index) => index);
        const kept = downsample(items, most);
        assert.equal(kept.length, Math.min(length, most));
        assert.equal(kept.at(0), items.at(0));
        assert.equal(kept.at(-1), items.at(-1));
        assert.deepEqual(kept, [...new Set(kept)].sort((a, b) => a - b));
      },
    ),
  );
});
