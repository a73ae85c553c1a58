import assert from "node:assert/strict";
import { createRandom } from "../../base/random.ts";
import { unusualCounts } from "./unusual_counts.ts";

/** Hosts of very different size whose records are flagged by chance. */
function usualHosts(count: number, share: number, seed: number) {
  const random = createRandom(seed);
  return Array.from({ length: count }, (_, i) => {
    const records = 20 * (1 + i % 50);
    let flagged = 0;
    for (let row = 0; row < records; row++) flagged += random.next() < share ? 1 : 0;
    return { records, flagged };
  });
}

Deno.test("unusualCounts() finds a small host with many flagged records, not the busy ones", () => {
  const hosts = [...usualHosts(60, 0.05, 1), { records: 40, flagged: 30 }];
  const unusual = unusualCounts(hosts, 0.05);
  assert.equal(unusual.at(-1), true);
  assert.equal(unusual.filter(Boolean).length, 1);
});

Deno.test("unusualCounts() calls hardly a host unusual by chance", () => {
  let called = 0;
  for (let seed = 1; seed <= 20; seed++) {
    called += unusualCounts(usualHosts(50, 0.05, seed), 0.05).filter(Boolean).length;
  }
  assert.ok(called <= 2, `${called} of 1000 usual hosts`);
});

Deno.test("unusualCounts() takes a day on which half of all hosts are flagged more for usual", () => {
  const unusual = unusualCounts(usualHosts(50, 0.2, 3), 0.05);
  assert.ok(unusual.filter(Boolean).length <= 1);
  assert.deepEqual(unusualCounts([], 0.05), []);
  assert.deepEqual(unusualCounts([{ records: 9, flagged: 2 }], 0), [false]);
});
