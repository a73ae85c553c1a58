import assert from "node:assert/strict";
import { ZodError } from "zod";
import { parseDemoRequest } from "./request.ts";

Deno.test("parseDemoRequest: without a scenario it is what it always was", () => {
  assert.deepEqual(parseDemoRequest({}), { scenario: "features", rows: 20_000, seed: 1 });
  assert.deepEqual(parseDemoRequest({ rows: 4000, seed: 3 }), {
    scenario: "features",
    rows: 4000,
    seed: 3,
  });
});

Deno.test("parseDemoRequest: an office has two weeks, 50 hosts and three incidents", () => {
  assert.deepEqual(parseDemoRequest({ scenario: "office" }), {
    scenario: "office",
    days: 14,
    hosts: 50,
    incidents: 3,
    form: "log",
    labels: true,
    seed: 1,
  });
});

Deno.test("parseDemoRequest: names the field that is wrong for the scenario asked for", () => {
  const cases: [unknown, string][] = [
    [{ scenario: "office", days: 0 }, "days"],
    [{ scenario: "office", hosts: 19 }, "hosts"],
    [{ scenario: "office", hosts: 500, days: 21 }, "days"],
    [{ scenario: "office", incidents: 16 }, "incidents"],
    [{ scenario: "office", labels: "no" }, "labels"],
    [{ scenario: "office", form: "pcap" }, "form"],
    [{ scenario: "office", seed: -1 }, "seed"],
    [{ rows: 10 }, "rows"],
    [{ scenario: "factory" }, "scenario"],
  ];
  for (const [body, field] of cases) {
    assert.throws(() => parseDemoRequest(body), (error) => {
      assert.ok(error instanceof ZodError);
      assert.equal(error.issues[0].path[0], field, JSON.stringify(body));
      return true;
    });
  }
  assert.throws(() => parseDemoRequest({ scenario: "office", rows: 5000 }), /rows/);
});
