import assert from "node:assert/strict";
import { alertsQuerySchema } from "./queries.ts";
import { alertChangeSchema, lanesSchema } from "./requests.ts";

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
