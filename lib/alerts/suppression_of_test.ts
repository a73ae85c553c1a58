import assert from "node:assert/strict";
import { type Suppression, suppressionRequestSchema } from "../resources/alert_suppression.ts";
import { suppressionOf } from "./suppression_of.ts";
import { alertOf } from "./testing.ts";

const NOW = Date.parse("2026-03-04T00:00:00Z");

function suppressionOfAll(change: Partial<Suppression> = {}): Suppression {
  return {
    id: "suppression-1",
    comment: "Our own scanner",
    rule: null,
    model: null,
    entity: null,
    createdAt: "2026-03-03T00:00:00Z",
    expiresAt: "2026-03-04T00:00:01Z",
    ...change,
  };
}

const holds = (change: Partial<Suppression>, now = NOW) =>
  suppressionOf(alertOf(), [suppressionOfAll(change)], now) !== null;

Deno.test("suppressionOf() holds for all alerts unless it names what it is about", () => {
  assert.ok(holds({}));
  assert.ok(
    holds({ rule: "rule-1", model: "model-1", entity: { column: "service", value: "http" } }),
  );
  assert.ok(!holds({ rule: "rule-2" }));
  assert.ok(!holds({ model: "model-2" }));
  assert.ok(!holds({ entity: { column: "service", value: "smtp" } }));
  assert.ok(!holds({ entity: { column: "host", value: "http" } }));
});

Deno.test("suppressionOf() ends when it expires", () => {
  assert.ok(holds({}, NOW + 999));
  assert.ok(!holds({}, NOW + 1000));
});

Deno.test("suppressionOf() of an entity is not about alerts without one", () => {
  const suppression = suppressionOfAll({ entity: { column: "service", value: "http" } });
  assert.equal(suppressionOf(alertOf({ entity: null }), [suppression], NOW), null);
});

Deno.test("suppressionRequestSchema wants a comment and an end", () => {
  assert.ok(suppressionRequestSchema.safeParse({ comment: "why", minutes: 60 }).success);
  for (const wrong of [{ minutes: 60 }, { comment: " ", minutes: 60 }, { comment: "why" }]) {
    assert.ok(!suppressionRequestSchema.safeParse(wrong).success);
  }
});
