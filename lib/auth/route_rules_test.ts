import assert from "node:assert/strict";
import { ROUTE_RULES, ruleOf } from "./route_rules.ts";

Deno.test("ruleOf() takes admin for what no rule names", () => {
  assert.equal(ruleOf("/somewhere/new", "GET").scope, "admin");
  assert.equal(ruleOf("/runs", "DELETE").scope, "admin");
  assert.equal(ruleOf("constructor", "GET").scope, "admin");
  assert.equal(ruleOf("/runs", "constructor").scope, "admin");
});

Deno.test("ruleOf() has HEAD as GET, and OPTIONS as looking", () => {
  assert.deepEqual(ruleOf("/api/v1/tokens", "HEAD"), ruleOf("/api/v1/tokens", "GET"));
  assert.deepEqual(ruleOf("/api/v1/tokens", "OPTIONS"), { scope: "read" });
  assert.deepEqual(ruleOf(null, "GET"), { scope: "read" });
});

Deno.test("no method that changes something takes read alone or goes unrecorded", () => {
  const harmless = new Set([
    ...["/login", "/logout", "/api/v1/models/:id/counterfactuals", "/api/v1/models/:id/neighbours"],
    ...["/api/v1/models/:id/predict", "/api/v1/models/:id/score", "/api/v1/overlap"],
    "/api/v1/runs/:id/projection",
  ]);
  for (const [route, rules] of Object.entries(ROUTE_RULES)) {
    for (const [method, { scope, audit }] of Object.entries(rules)) {
      if (method === "GET" || method === "*" || harmless.has(route)) continue;
      assert.notEqual(scope, "read", `${method} ${route}`);
      assert.notEqual(scope, "public", `${method} ${route}`);
      assert.ok(audit, `${method} ${route}`);
    }
  }
});

Deno.test("only health, logging in and logging out are public", () => {
  const open = Object.entries(ROUTE_RULES)
    .filter(([, rules]) => Object.values(rules).some(({ scope }) => scope === "public"))
    .map(([route]) => route);
  assert.deepEqual(open, ["/healthz", "/login", "/logout"]);
});
