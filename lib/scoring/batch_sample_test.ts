import assert from "node:assert/strict";
import { FLAGGED_RECORDS, plainRecord, sampleBatch, SAMPLED_RECORDS } from "./batch_sample.ts";

Deno.test("sampleBatch() takes records at even distances and the highest anomalies", () => {
  const scores = Float32Array.from({ length: 1000 }, (_, i) => i % 100);
  const anomalies = Uint8Array.from(scores, (score) => score >= 90 ? 1 : 0);
  const { sample, flagged } = sampleBatch(scores, anomalies, (index) => ({ index }));
  assert.equal(sample.length, SAMPLED_RECORDS);
  assert.deepEqual(sample.slice(0, 3).map(({ index }) => index), [0, 15, 31]);
  assert.equal(flagged.length, FLAGGED_RECORDS);
  assert.deepEqual(flagged.slice(0, 11).map(({ index }) => scores[index]), [
    ...Array(10).fill(99),
    98,
  ]);
  for (const { index, record } of [...sample, ...flagged]) assert.deepEqual(record, { index });
});

Deno.test("plainRecord() keeps plain values within bounds", () => {
  const record = { a: 1, b: "x".repeat(1000), c: null, d: true, e: [1], f: { g: 1 }, h: undefined };
  assert.deepEqual(plainRecord(record), { a: 1, b: "x".repeat(200), c: null, d: true });
  const wide = Object.fromEntries(Array.from({ length: 500 }, (_, i) => [`f${i}`, i]));
  assert.equal(Object.keys(plainRecord(wide)).length, 100);
});
