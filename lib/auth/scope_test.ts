import assert from "node:assert/strict";
import { allows, type Identity, type Scope, SCOPES } from "./scope.ts";

const holder = (...scopes: Scope[]): Identity => ({
  name: "a",
  key: "a",
  scopes: new Set(scopes),
  via: "token",
});

Deno.test("allows() wants the scope itself; only admin includes the others", () => {
  for (const held of SCOPES) {
    for (const wanted of SCOPES) {
      assert.equal(allows(holder(held), wanted), held === wanted || held === "admin");
    }
  }
  assert.ok(SCOPES.every((scope) => !allows(holder(), scope)));
  assert.ok(allows(holder("read", "score"), "score"));
});
