import assert from "node:assert/strict";
import { openAccessDatabase } from "./access_database.ts";
import { TokenRegistry } from "./tokens.ts";

async function withRegistry(test: (registry: TokenRegistry, again: () => TokenRegistry) => void) {
  const folder = await Deno.makeTempDir();
  const database = openAccessDatabase(`${folder}/access.sqlite`);
  try {
    test(new TokenRegistry(database), () => new TokenRegistry(database));
  } finally {
    database.close();
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test("TokenRegistry knows its tokens again, newest first, and keeps no secret", () =>
  withRegistry((registry, again) => {
    const first = registry.create({ name: "a", scopes: ["read"], expiresAt: null });
    const second = registry.create({ name: "b", scopes: ["score"], expiresAt: null });
    const reopened = again();
    assert.deepEqual(reopened.list().map(({ name }) => name), ["b", "a"]);
    assert.equal(reopened.find(first.secret)?.id, first.token.id);
    assert.equal(reopened.find(second.secret)?.name, "b");
    assert.ok(!JSON.stringify(reopened.list()).includes(second.secret.slice(-20)));
    assert.ok(!("hash" in reopened.list()[0]));
  }));

Deno.test("TokenRegistry.find() wants the whole secret of a token that holds", () =>
  withRegistry((registry) => {
    const { token, secret } = registry.create({ name: "a", scopes: ["read"], expiresAt: null });
    const other = registry.create({ name: "b", scopes: ["read"], expiresAt: null }).secret;
    const mixed = secret.slice(0, 25) + other.slice(25);
    for (const wrong of [mixed, secret.slice(0, -1), `${secret}x`, "", token.id]) {
      assert.equal(registry.find(wrong), null, wrong);
    }
    const past = new Date(Date.now() - 1000).toISOString();
    const ended = registry.create({ name: "c", scopes: ["read"], expiresAt: past });
    assert.equal(registry.find(ended.secret), null);
    assert.equal(registry.valid(ended.token.id), null);
  }));

Deno.test("TokenRegistry.revoke() ends a token for good", () =>
  withRegistry((registry, again) => {
    const { token, secret } = registry.create({ name: "a", scopes: ["read"], expiresAt: null });
    assert.equal(registry.list()[0].lastUsedAt, null);
    registry.find(secret);
    assert.notEqual(registry.list()[0].lastUsedAt, null);
    assert.equal(registry.revoke(token.id)?.name, "a");
    assert.equal(registry.revoke(token.id), null);
    assert.equal(registry.find(secret), null);
    assert.deepEqual(again().list(), []);
  }));
