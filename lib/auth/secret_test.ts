import assert from "node:assert/strict";
import { hasHash, hashSecret, newSecret } from "./secret.ts";

Deno.test("newSecret() makes different secrets that fit into headers and cookies", () => {
  const secrets = Array.from({ length: 100 }, newSecret);
  assert.equal(new Set(secrets).size, 100);
  for (const secret of secrets) assert.match(secret, /^[\w-]{43}$/);
});

Deno.test("hashSecret() is SHA-256", () => {
  assert.equal(
    hashSecret("abc"),
    "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
  );
});

Deno.test("hasHash() is true of the secret alone", () => {
  const secret = newSecret();
  assert.ok(hasHash(secret, hashSecret(secret)));
  assert.ok(!hasHash(`${secret} `, hashSecret(secret)));
  assert.ok(!hasHash("", hashSecret(secret)));
});
