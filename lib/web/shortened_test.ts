import assert from "node:assert/strict";
import { shortened } from "./shortened.ts";

Deno.test("shortened() keeps both ends of a long text", () => {
  assert.equal(shortened("Isolation Forest (run), area 0.97", 20), "Isolation… area 0.97");
  assert.equal(shortened("PCA, area 0.97", 20), "PCA, area 0.97");
  assert.equal(shortened("x".repeat(99), 20).length, 20);
});
