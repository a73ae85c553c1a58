import assert from "node:assert/strict";
import fc from "fast-check";
import { uniqueNames } from "./column_names.ts";

Deno.test("uniqueNames() trims, fills, numbers and cuts names", () => {
  const { names, warnings } = uniqueNames([" a ", "A", "a.1", "", "b\tc", "x".repeat(300)]);
  assert.deepEqual(names, ["a", "A.1", "a.1.1", "column_4", "b c", "x".repeat(200)]);
  assert.equal(warnings.length, 3);
});

Deno.test("uniqueNames() leaves good names alone", () => {
  const names = ["Flow ID", "bytes/s", "__proto__", "été"];
  assert.deepEqual(uniqueNames(names), { names, warnings: [] });
});

Deno.test("uniqueNames() never gives the same name twice", () => {
  const name = fc.oneof(fc.constantFrom("a", "A", "a.1", "A.2", "", "column_2"), fc.string());
  fc.assert(fc.property(fc.array(name, { maxLength: 12 }), (raw) => {
    const folded = uniqueNames(raw).names.map((each) => each.toLowerCase());
    assert.equal(new Set(folded).size, raw.length);
  }));
});

Deno.test("uniqueNames() keeps the name that DuckDB gives to row numbers free", () => {
  const { names, warnings } = uniqueNames(["File_Row_Number", "n"]);
  assert.deepEqual(names, ["File_Row_Number.1", "n"]);
  assert.deepEqual(warnings.length, 1);
});
