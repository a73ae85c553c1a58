import assert from "node:assert/strict";
import fc from "fast-check";
import { PairCounts } from "./pair_counts.ts";

Deno.test("PairCounts counts like a map, whatever comes and goes", () => {
  const pair = fc.tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 40 }));
  fc.assert(
    fc.property(
      fc.array(fc.tuple(pair, fc.boolean()), { maxLength: 4000 }),
      (changes) => {
        const counts = new PairCounts();
        const expected = new Map<string, number>();
        for (const [[first, second], isMore] of changes) {
          const key = `${first} ${second}`;
          const before = expected.get(key) ?? 0;
          if (!isMore && before === 0) continue;
          counts.add(first, second, isMore ? 1 : -1);
          expected.set(key, before + (isMore ? 1 : -1));
        }
        for (let first = 0; first <= 40; first++) {
          let partners = 0;
          for (let second = 0; second <= 40; second++) {
            const count = expected.get(`${first} ${second}`) ?? 0;
            if (count > 0) partners++;
            assert.equal(counts.of(first, second), count);
          }
          assert.equal(counts.partners(first), partners);
        }
      },
    ),
    { numRuns: 30 },
  );
});
