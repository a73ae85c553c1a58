import assert from "node:assert/strict";
import { recordParts } from "./record_parts.ts";

Deno.test("recordParts() keeps every record, in its order, however long records are", () => {
  const records = Array.from({ length: 900 }, (_, a) => ({ a, b: "x".repeat(a % 7 * 10_000) }));
  const { parts, single, isSequence } = recordParts(records, false);
  assert.equal(single, null);
  assert.equal(isSequence, false);
  let place = 0;
  for (const { first, json } of parts) {
    assert.equal(first, place);
    assert.ok(json.length < 1.2 * 2 ** 20);
    for (const record of JSON.parse(json)) assert.deepEqual(record, records[place++]);
  }
  assert.equal(place, records.length);
});

Deno.test("recordParts() leaves a single record as it is", () => {
  const record = { a: "x".repeat(2 ** 21) };
  assert.deepEqual(recordParts([record], true), { isSequence: true, single: record, parts: [] });
});
