import assert from "node:assert/strict";
import { newId } from "./ids.ts";

Deno.test("newId() makes different ids that are safe in paths", () => {
  const ids = Array.from({ length: 1000 }, () => newId("run"));
  assert.equal(new Set(ids).size, 1000);
  for (const id of ids) assert.match(id, /^run-[0-9a-f]{20}$/);
});
