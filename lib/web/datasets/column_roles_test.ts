import assert from "node:assert/strict";
import { roleChoices } from "./column_roles.ts";

Deno.test("roleChoices() offers words as categories only", () => {
  const { features } = roleChoices({ type: "categorical", role: "categorical", distinct: 3 });
  assert.deepEqual(features, ["categorical"]);
});

Deno.test("roleChoices() keeps the way back to constant", () => {
  const constant = { type: "numeric", role: "ignored", distinct: 1 } as const;
  assert.ok(roleChoices(constant).others.includes("constant"));
  assert.ok(!roleChoices({ ...constant, distinct: 2 }).others.includes("constant"));
});

Deno.test("roleChoices() never offers the label", () => {
  const { features, others } = roleChoices({ type: "numeric", role: "numeric", distinct: 2 });
  assert.ok(![...features, ...others].includes("label"));
});
