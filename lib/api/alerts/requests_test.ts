import assert from "node:assert/strict";
import { TooMany } from "../../alerts/alert_service.ts";
import { Problem } from "../../http/problem.ts";
import { alertsQuerySchema, deleted, found, lanesSchema, orConflict } from "./requests.ts";

const status = (work: () => unknown): number => {
  try {
    work();
  } catch (error) {
    assert.ok(error instanceof Problem, String(error));
    return error.status;
  }
  return 200;
};

Deno.test("found() and deleted() answer 404 for what is not there", () => {
  assert.equal(found(0, "rule", "rule-1"), 0);
  assert.equal(status(() => found(null, "rule", "rule-1")), 404);
  assert.equal(deleted(true, "rule", "rule-1").status, 204);
  assert.equal(status(() => deleted(false, "rule", "rule-1")), 404);
});

Deno.test("orConflict() answers 409 where there are too many, and lets other errors be", () => {
  assert.equal(orConflict(() => 7), 7);
  const failing = (error: Error) => () =>
    orConflict(() => {
      throw error;
    });
  assert.equal(status(failing(new TooMany("too many"))), 409);
  assert.throws(failing(new RangeError("other")), RangeError);
});

Deno.test("queries and bodies of alerts have their limits", () => {
  assert.deepEqual(alertsQuerySchema.parse({}), { limit: 100 });
  assert.ok(!alertsQuerySchema.safeParse({ limit: "501" }).success);
  assert.ok(!alertsQuerySchema.safeParse({ model: "a".repeat(101) }).success);
  assert.deepEqual(lanesSchema.parse({ lanes: " host " }), { lanes: "host" });
  assert.ok(!lanesSchema.safeParse({ lanes: " " }).success);
});
