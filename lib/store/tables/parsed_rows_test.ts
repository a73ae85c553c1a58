import assert from "node:assert/strict";
import { ParsedRows } from "./parsed_rows.ts";

Deno.test("ParsedRows.keep() lets the rows used longest ago go once their texts are too long", () => {
  const rows = new ParsedRows<{ id: string }>(10);
  for (const id of ["a", "b", "c"]) rows.keep(id, { id }, 3);
  rows.get("a");
  rows.keep("d", { id: "d" }, 3);
  assert.deepEqual(["a", "b", "c", "d"].map((id) => rows.get(id)?.id), ["a", undefined, "c", "d"]);
});

Deno.test("ParsedRows.keep() gives back a row that is too long to be kept", () => {
  const rows = new ParsedRows<{ id: string }>(10);
  assert.deepEqual(rows.keep("a", { id: "a" }, 11), { id: "a" });
  assert.equal(rows.get("a"), undefined);
  rows.keep("b", { id: "b" }, 10);
  assert.deepEqual(rows.get("b"), { id: "b" });
});

Deno.test("ParsedRows.keep() freezes rows to their depth, since all readers share them", () => {
  const rows = new ParsedRows<{ results: { name: string }[] }>();
  const row = rows.keep("a", { results: [{ name: "x" }] }, 1);
  assert.throws(() => void (row.results[0].name = "y"), TypeError);
});

Deno.test("ParsedRows.delete() makes room for others", () => {
  const rows = new ParsedRows<{ id: string }>(4);
  rows.keep("a", { id: "a" }, 4);
  rows.delete("a");
  rows.delete("a");
  rows.keep("b", { id: "b" }, 4);
  assert.equal(rows.get("a"), undefined);
  assert.ok(rows.get("b"));
});
