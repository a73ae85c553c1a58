import assert from "node:assert/strict";
import { flattenRecord } from "./flatten.ts";

Deno.test("flattenRecord() gives a flat record back as it is", () => {
  const record = { a: 1, b: null, c: "x" };
  assert.equal(flattenRecord(record), record);
});

Deno.test("flattenRecord() names nested values by their path, lists by their JSON text", () => {
  const flat = flattenRecord({ flow: { bytes: { up: 1 }, ok: true }, tags: ["a", 1], none: [] });
  assert.deepEqual({ ...flat }, {
    "flow.bytes.up": 1,
    "flow.ok": true,
    tags: '["a",1]',
    none: "[]",
  });
});

Deno.test("flattenRecord() prefers the less nested of two places of one name", () => {
  for (const record of [{ "id.p": 7, id: { p: 9 } }, { id: { p: 9 }, "id.p": 7 }]) {
    assert.equal(flattenRecord(record)["id.p"], 7);
  }
});

Deno.test("flattenRecord() keeps what is called like a part of the language", () => {
  const flat = flattenRecord(JSON.parse('{"__proto__": {"a": 1}, "x": {"constructor": 2}}'));
  assert.deepEqual(Object.entries(flat), [["__proto__.a", 1], ["x.constructor", 2]]);
});
