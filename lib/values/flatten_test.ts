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

Deno.test("flattenRecord() does not repeat a long name for each value under it", () => {
  const inner = Object.fromEntries(Array.from({ length: 1_000 }, (_, i) => [`k${i}`, i]));
  const long = "n".repeat(100_000);
  assert.deepEqual({ ...flattenRecord({ [long]: inner }) }, { [long]: JSON.stringify(inner) });
  const name = "n".repeat(200);
  assert.deepEqual({ ...flattenRecord({ [name]: { a: 1 } }) }, { [`${name}.a`]: 1 });
});
