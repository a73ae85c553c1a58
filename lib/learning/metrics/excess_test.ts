import assert from "node:assert/strict";
import { createRandom } from "../../base/random.ts";
import { adjustProbabilities, correlationWithin, excessProbability } from "./excess.ts";

/** Windows of hosts whose records are flagged by chance, in runs of so many at a time. */
function chance(count: number, share: number, run: number) {
  const random = createRandom(7);
  return Array.from({ length: count }, () => {
    const records = run * (20 + random.integer(2000));
    let flagged = 0;
    for (let i = 0; i < records; i += run) if (random.next() < share) flagged += run;
    return { records, flagged };
  });
}

Deno.test("excessProbability() is right for independent records, however many a host has", () => {
  const windows = chance(2000, 0.01, 1);
  const correlation = correlationWithin(windows, 0.01);
  assert.ok(correlation < 0.002, String(correlation));
  const small = windows.filter((window) => excessProbability(window, 0.01, correlation) < 0.01);
  assert.ok(small.length <= 30, `${small.length} of 2000 below 0.01`);
  const exact = excessProbability({ records: 10, flagged: 2 }, 0.1, 0);
  assert.ok(Math.abs(exact - (1 - 0.9 ** 10 - 10 * 0.1 * 0.9 ** 9)) < 1e-9);
  assert.equal(excessProbability({ records: 10, flagged: 0 }, 0.1, 0), 1);
});

Deno.test("correlationWithin() allows for flagged records that come in runs", () => {
  const windows = chance(1000, 0.01, 10);
  const correlation = correlationWithin(windows, 0.01);
  const small = (within: number) =>
    windows.filter((window) => excessProbability(window, 0.01, within) < 0.001).length;
  assert.ok(small(0) > 50, `${small(0)} when runs are ignored`);
  assert.ok(small(correlation) < 10, `${small(correlation)} with ${correlation}`);
});

Deno.test("a busy host with its share of flagged records is less unusual than a quiet one with many", () => {
  const busy = excessProbability({ records: 100_000, flagged: 1040 }, 0.01, 0.001);
  const quiet = excessProbability({ records: 40, flagged: 20 }, 0.01, 0.001);
  assert.ok(busy > 0.05 && quiet < 1e-12, `${busy} and ${quiet}`);
});

Deno.test("adjustProbabilities() corrects for the number of tests and keeps the order", () => {
  assert.deepEqual(adjustProbabilities([0.01, 0.001, 0.04], 10), [0.05, 0.01, 0.4 / 3]);
  assert.deepEqual(adjustProbabilities([0.5], 10), [1]);
});
