import assert from "node:assert/strict";
import { AllowedSenders, parseNetwork, plainAddress } from "./allowed_senders.ts";

Deno.test("AllowedSenders knows addresses and networks of both versions", () => {
  const allowed = new AllowedSenders(["192.0.2.1", "10.0.0.0/8", "2001:db8::/32"]);
  const has = ["192.0.2.1", "192.0.2.2", "10.9.8.7", "2001:db8::1", "2001:db9::1"]
    .map((address) => allowed.has(address));
  assert.deepEqual(has, [true, false, true, true, false]);
  assert.ok(new AllowedSenders([]).has("192.0.2.2"));
});

Deno.test("parseNetwork() refuses what is neither an address nor a network", () => {
  for (const text of ["", "router", "10.0.0.0/33", "10.0.0", "1.2.3.4, 5.6.7.8"]) {
    assert.equal(parseNetwork(text), null, text);
  }
});

Deno.test("plainAddress() shows IPv4 as such, also where it is wrapped in IPv6", () => {
  assert.equal(plainAddress("::ffff:192.0.2.1"), "192.0.2.1");
  assert.equal(plainAddress("2001:db8::1"), "2001:db8::1");
});
