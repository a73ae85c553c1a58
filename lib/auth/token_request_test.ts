import assert from "node:assert/strict";
import { z } from "zod";
import { parseTokenRequest } from "./token_request.ts";

Deno.test("parseTokenRequest() fills in what is left out and orders scopes", () => {
  assert.deepEqual(parseTokenRequest({ name: " sensor ", scopes: ["train", "read"] }), {
    name: "sensor",
    scopes: ["read", "train"],
    expiresAt: null,
  });
});

Deno.test("parseTokenRequest() gives the moment at which a token expires", () => {
  const before = Date.now();
  const { expiresAt } = parseTokenRequest({ name: "a", scopes: ["read"], expiresInDays: 2 });
  const days = (Date.parse(expiresAt!) - before) / 86_400_000;
  assert.ok(days >= 2 && days < 2.01, expiresAt!);
});

Deno.test("parseTokenRequest() names the field that is wrong", () => {
  const sound = { name: "a", scopes: ["read"] };
  const wrong: [change: object, field: string][] = [
    [{ name: " " }, "name"],
    [{ name: "a".repeat(101) }, "name"],
    [{ scopes: [] }, "scopes"],
    [{ scopes: ["root"] }, "scopes.0"],
    [{ expiresInDays: 0 }, "expiresInDays"],
    [{ expiresInDays: 1.5 }, "expiresInDays"],
    [{ expiresInDays: 3651 }, "expiresInDays"],
    [{ secret: "mine" }, ""],
  ];
  for (const [change, field] of wrong) {
    assert.throws(() => parseTokenRequest({ ...sound, ...change }), (error) => {
      assert.ok(error instanceof z.ZodError);
      assert.equal(error.issues[0].path.join("."), field);
      return true;
    });
  }
});
