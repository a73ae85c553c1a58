import assert from "node:assert/strict";
import { type Finding, RuleEngine } from "./rule_engine.ts";
import type { Rule } from "../resources/alert_rule.ts";
import { ruleOf } from "./testing.ts";

const SECOND = 1000;

function findingOf(change: Partial<Finding> = {}): Finding {
  return {
    model: { id: "model-1", name: "Forest" },
    at: 0,
    score: 1,
    threshold: 0.5,
    severity: { value: 80, band: "high" },
    record: { service: "http" },
    ...change,
  };
}

/** Pushes findings of the given seconds; gives `new`, `grown` or nothing for each. */
function outcomes(rule: Rule, seconds: number[], change: Partial<Finding> = {}): string[] {
  let next = 0;
  const engine = new RuleEngine(() => `alert-${++next}`);
  return seconds.map((second) => {
    const [raised] = engine.push(findingOf({ at: second * SECOND, ...change }), [rule]);
    return raised ? `${raised.isNew ? "new" : "grown"} ${raised.alert.id}` : "";
  });
}

Deno.test("RuleEngine raises an alert once so many records lie within the window", () => {
  const rule = ruleOf({ count: 3, windowSeconds: 10 });
  assert.deepEqual(outcomes(rule, [0, 5, 10]), ["", "", "new alert-1"]);
  assert.deepEqual(outcomes(rule, [0, 5, 10.001, 12]), ["", "", "", "new alert-1"]);
});

Deno.test("RuleEngine adds what follows to the alert until it is quiet for a window", () => {
  const rule = ruleOf({ count: 1, windowSeconds: 10 });
  assert.deepEqual(outcomes(rule, [0, 9, 19, 29.5, 30]), [
    "new alert-1",
    "grown alert-1",
    "grown alert-1",
    "new alert-2",
    "grown alert-2",
  ]);
});

Deno.test("RuleEngine raises an alert again that lasts for more than an hour", () => {
  const rule = ruleOf({ count: 1, windowSeconds: 1800 });
  assert.deepEqual(outcomes(rule, [0, 1800, 3600, 3601]), [
    "new alert-1",
    "grown alert-1",
    "grown alert-1",
    "new alert-2",
  ]);
});

Deno.test("RuleEngine keeps the highest score and counts the records", () => {
  const engine = new RuleEngine(() => "alert-1");
  const rule = ruleOf({ count: 2 });
  const push = (at: number, score: number, band: "high" | "critical") =>
    engine.push(
      findingOf({ at, score, severity: { value: score, band }, record: { score } }),
      [rule],
    )[0]?.alert;
  assert.equal(push(0, 75, "high"), undefined);
  assert.deepEqual(push(1000, 70, "high")?.record, { score: 70 });
  push(2000, 95, "critical");
  const last = push(3000, 80, "high")!;
  assert.deepEqual(last.record, { score: 95 });
  assert.deepEqual([last.count, last.score, last.severity.band], [4, 95, "critical"]);
  assert.deepEqual([last.firstAt, last.lastAt], [
    "1970-01-01T00:00:00.000Z",
    "1970-01-01T00:00:03.000Z",
  ]);
});

Deno.test("RuleEngine tells entities, models and rules apart", () => {
  const engine = new RuleEngine(() => "alert");
  const rules = [ruleOf({ id: "a", entity: "service", count: 2 }), ruleOf({ id: "b", count: 2 })];
  const push = (service: string | null, model = "model-1") =>
    engine.push(findingOf({ record: { service }, model: { id: model, name: "" } }), rules)
      .map(({ alert, isNew }) => `${alert.rule.id} ${alert.entity?.value} ${isNew}`);
  assert.deepEqual(push("http"), []);
  assert.deepEqual(push("smtp"), ["b undefined true"]);
  assert.deepEqual(push("http"), ["a http true", "b undefined false"]);
  assert.deepEqual(push("http", "model-2"), []);
  // A record without the entity is none of its business.
  assert.deepEqual(push(null, "model-3"), []);
  assert.deepEqual(push(null, "model-3"), ["b undefined true"]);
});

Deno.test("RuleEngine looks at severity, model, value and whether the rule is on", () => {
  const first = (change: Partial<Rule>, finding: Partial<Finding> = {}) =>
    outcomes(ruleOf({ count: 1, ...change }), [0], finding)[0];
  assert.equal(first({ severity: "critical" }), "");
  assert.equal(first({ severity: "high" }), "new alert-1");
  assert.equal(first({ severity: "low" }), "new alert-1");
  assert.equal(first({ enabled: false }), "");
  assert.equal(first({ model: "model-2" }), "");
  assert.equal(first({ where: { column: "service", value: "smtp" } }), "");
  assert.equal(
    first({ where: { column: "port", value: "80" } }, { record: { port: 80 } }),
    "new alert-1",
  );
  assert.equal(first({ where: { column: "toString", value: "x" } }), "");
});

Deno.test("RuleEngine forgets the entities that were not seen for longest", () => {
  const engine = new RuleEngine(() => "alert");
  const rule = ruleOf({ entity: "host", count: 2, windowSeconds: 60 });
  const push = (host: number) => engine.push(findingOf({ record: { host } }), [rule]).length;
  push(0);
  for (let host = 1; host <= 10_000; host++) push(host);
  assert.equal(push(0), 0);
  assert.equal(push(10_000), 1);
});
