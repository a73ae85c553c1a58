import assert from "node:assert/strict";
import { commonColumns, shapeDifference } from "./shape.ts";

const shaped = (name: string, columns: Record<string, string>) => ({
  name,
  columns: Object.entries(columns).map(([column, kind]) => ({
    name: column,
    type: kind === "number" ? "numeric" as const : "categorical" as const,
    distinct: kind === "empty" ? 0 : 5,
  })),
});

Deno.test("shapeDifference() asks for the same names and types, in any order", () => {
  const first = shaped("a", { x: "number", y: "word" });
  assert.equal(shapeDifference(first, shaped("b", { y: "word", x: "number" })), null);
  assert.equal(shapeDifference(first, shaped("b", { y: "word", x: "empty" })), null);
  assert.equal(
    shapeDifference(first, shaped("b", { x: "word", z: "word" })),
    '"b" has different columns from "a": it lacks "y"; it also has "z"; types differ in "x".',
  );
});

Deno.test("shapeDifference() names a few columns and counts the others", () => {
  const columns = Object.fromEntries(Array.from({ length: 8 }, (_, i) => [`c${i}`, "number"]));
  assert.equal(
    shapeDifference(shaped("a", columns), shaped("b", {})),
    '"b" has different columns from "a": it lacks "c0", "c1", "c2", "c3", "c4" and 3 more.',
  );
});

Deno.test("commonColumns() takes types from datasets that have values", () => {
  const columns = commonColumns([
    shaped("a", { x: "empty", y: "word" }),
    shaped("b", { y: "word", x: "number" }),
  ] as never);
  assert.deepEqual(columns, [
    { name: "x", type: "numeric" },
    { name: "y", type: "categorical" },
  ]);
});
