import assert from "node:assert/strict";
import { describeChange, inverseChange, mergeChanges, withChange } from "./dataset_change.ts";
import { columnProfile } from "../testing.ts";

const columns = [
  columnProfile({ name: "a" }),
  columnProfile({ name: "b", missing: 3 }),
  columnProfile({ name: "constructor", role: "identifier" }),
];

Deno.test("withChange() changes the columns that are named and no other", () => {
  const changed = withChange(columns, { columns: { a: "ignored" }, missing: { b: "drop-row" } });
  assert.deepEqual(changed, [
    { ...columns[0], role: "ignored" },
    { ...columns[1], policy: "drop-row" },
    columns[2],
  ]);
});

Deno.test("inverseChange() takes a change back", () => {
  const change = { columns: { a: "ignored", b: "categorical" }, missing: { b: "zero" } } as const;
  const inverse = inverseChange(columns, change);
  assert.deepEqual(inverse, {
    columns: { a: "numeric", b: "numeric" },
    missing: { b: "median" },
  });
  assert.deepEqual(withChange(withChange(columns, change), inverse), columns);
});

Deno.test("mergeChanges() lets the later change count", () => {
  const merged = mergeChanges([
    { columns: { a: "ignored", b: "ignored" } },
    { missing: { b: "zero" } },
    { columns: { a: "categorical" } },
  ]);
  assert.deepEqual(merged, {
    columns: { a: "categorical", b: "ignored" },
    missing: { b: "zero" },
  });
});

Deno.test("describeChange() names the columns and what was chosen", () => {
  assert.equal(
    describeChange({ columns: { a: "leaking" }, missing: { b: "drop-row" } }),
    "a: used as Leaking (gives the label away). b: drop the row for missing and infinite values.",
  );
});
