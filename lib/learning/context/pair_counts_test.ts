import assert from "node:assert/strict";
import fc from "fast-check";
import { KeyedCounts } from "./keyed_counts.ts";
import { PairCounts } from "./pair_counts.ts";

const few = fc.integer({ min: 0, max: 40 });

Deno.test("PairCounts counts like a map, whatever comes and goes", () => {
  const change = fc.tuple(few, few, fc.boolean());
  fc.assert(
    fc.property(fc.array(change, { maxLength: 4000 }), (changes) => {
      const counts = new PairCounts();
      const expected = new Map<string, number>();
      for (const [first, second, isMore] of changes) {
        const key = `${first} ${second}`;
        const before = expected.get(key) ?? 0;
        if (!isMore && before === 0) continue;
        const after = isMore ? counts.add(first, second) : counts.remove(first, second);
        expected.set(key, before + (isMore ? 1 : -1));
        assert.equal(after, expected.get(key));
      }
    }),
    { numRuns: 30 },
  );
});

Deno.test("KeyedCounts counts like a map, and keeps no key without counts", () => {
  const change = fc.tuple(fc.integer({ min: 0, max: 3000 }), fc.boolean());
  fc.assert(
    fc.property(fc.array(change, { maxLength: 6000, size: "max" }), (changes) => {
      const table = new KeyedCounts(2);
      const expected = new Map<number, number>();
      for (const [key, isMore] of changes) {
        const before = expected.get(key) ?? 0;
        if (!isMore && before === 0) continue;
        const place = table.place(key);
        assert.deepEqual([...table.counts.subarray(place, place + 2)], [before, 2 * before]);
        const after = before + (isMore ? 1 : -1);
        table.counts[place] = after;
        table.counts[place + 1] = 2 * after;
        if (after === 0) table.free(place);
        if (after === 0) expected.delete(key);
        else expected.set(key, after);
      }
      assert.equal(table.size, expected.size);
    }),
    { numRuns: 30 },
  );
});
