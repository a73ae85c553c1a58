import assert from "node:assert/strict";
import { errorAt } from "./field_errors.ts";

const errors = { "/features/3": "No such column.", "/seed": "Too large.", "/seedling": "Unknown." };

Deno.test("errorAt() finds the error of a field and of its parts", () => {
  assert.equal(errorAt(errors, "/seed"), "Too large.");
  assert.equal(errorAt(errors, "/features"), "No such column.");
  assert.equal(errorAt(errors, "/train"), undefined);
});
