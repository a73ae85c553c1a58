import assert from "node:assert/strict";
import { TooManyError } from "../../alerts/alert_service.ts";
import { ProblemError } from "../../http/problem.ts";
import { alertsQuerySchema } from "./queries.ts";
import { alertChangeSchema, deleted, found, lanesSchema, orConflict } from "./requests.ts";

const status = (work: () => unknown): number => {
  try {
    work();
  } catch (error) {
    assert.ok(error instanceof ProblemError, String(error));
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
  assert.equal(status(failing(new TooManyError("too many"))), 409);
  assert.throws(failing(new RangeError("other")), RangeError);
});

Deno.test("queries and bodies of alerts have their limits", () => {
  assert.deepEqual(alertsQuerySchema.parse({}), {
    limit: 100,
    offset: 0,
    sort: "raised",
    descending: true,
  });
  assert.deepEqual(alertsQuerySchema.parse({ host: "-", to: "2026-01-01T01:00:00+01:00" }), {
    ...alertsQuerySchema.parse({}),
    host: null,
    to: "2026-01-01T00:00:00.000Z",
  });
  assert.ok(!alertsQuerySchema.safeParse({ limit: "501" }).success);
  assert.ok(!alertsQuerySchema.safeParse({ model: "a".repeat(101) }).success);
  assert.deepEqual(lanesSchema.parse({ lanes: " host " }), { lanes: "host" });
  assert.ok(!lanesSchema.safeParse({ lanes: " " }).success);
});

Deno.test("a change says one thing of the state, and a verdict where it closes", () => {
  const faults = (body: unknown) =>
    alertChangeSchema.safeParse(body).error?.issues.map(({ path }) => path.join("/")) ?? [];
  assert.deepEqual(faults({ acknowledged: true }), []);
  assert.deepEqual(faults({ state: "closed", verdict: "benign", note: "ours" }), []);
  assert.deepEqual(faults({ assignee: null }), []);
  assert.deepEqual(faults({}), ["state"]);
  assert.deepEqual(faults({ state: "closed" }), ["verdict"]);
  assert.deepEqual(faults({ verdict: "attack" }), ["verdict"]);
  assert.deepEqual(faults({ acknowledged: true, state: "open" }), ["state"]);
});
