import assert from "node:assert/strict";
import { CategoryIndex } from "./categories.ts";

Deno.test("CategoryIndex.find() takes Zeek's empty set for an empty list", () => {
  assert.equal(new CategoryIndex(["tcp", "[]"]).find("(empty)"), 1);
  assert.equal(new CategoryIndex(["[]", "(empty)"]).find("(empty)"), 1);
  assert.equal(new CategoryIndex(["tcp"]).find("(empty)"), -1);
});
