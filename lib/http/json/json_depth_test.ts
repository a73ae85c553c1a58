import assert from "node:assert/strict";
import fc from "fast-check";
import { jsonDepth } from "./json_depth.ts";

function depthOf(value: unknown): number {
  if (typeof value !== "object" || value === null) return 0;
  return 1 + Math.max(0, ...Object.values(value).map(depthOf));
}

Deno.test("jsonDepth() is the depth of the value, whatever its strings hold", () => {
  const text = fc.constantFrom("a", "[", "]", "{", "}", '"', "\\", "\\\\", '\\"[', "é");
  const { tree } = fc.letrec((tie) => ({
    tree: fc.oneof(
      { depthSize: "small" },
      text,
      fc.constantFrom(1, true, null),
      fc.array(tie("tree"), { maxLength: 3 }),
      fc.dictionary(text, tie("tree"), { maxKeys: 3 }),
    ),
  }));
  fc.assert(fc.property(tree, (value) => {
    assert.equal(jsonDepth(JSON.stringify(value)), depthOf(value));
  }));
});

Deno.test("jsonDepth() counts what is never closed", () => {
  assert.equal(jsonDepth("[".repeat(100_000)), 100_000);
  assert.equal(jsonDepth("]]][["), 0);
  assert.equal(jsonDepth('"[[['), 0);
});
