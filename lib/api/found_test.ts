import assert from "node:assert/strict";
import { deleted, found } from "./found.ts";
import { ProblemError } from "../http/problem.ts";

const isMissing = (error: unknown) => error instanceof ProblemError && error.status === 404;

Deno.test("found() and deleted() answer 404 for what is not there", () => {
  assert.equal(found(0, "rule", "rule-1"), 0);
  assert.throws(() => found(null, "rule", "rule-1"), isMissing);
  assert.equal(deleted(true, "rule", "rule-1").status, 204);
  assert.throws(() => deleted(false, "rule", "rule-1"), isMissing);
});
