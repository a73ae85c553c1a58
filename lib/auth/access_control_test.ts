import assert from "node:assert/strict";
import { AccessRefusedError, ANYBODY } from "./access_control.ts";
import { ADMIN_TOKEN, withAccess } from "./testing.ts";

const ADDRESS = "192.0.2.1";
const READER = { name: "reader", scopes: ["read" as const], expiresAt: null };

Deno.test("AccessControl is open without the administrator's token", () =>
  withAccess((access) => {
    assert.equal(access.isOpen, true);
    assert.equal(access.lease(ANYBODY, null), null);
    assert.throws(() => access.byToken("", ADDRESS), AccessRefusedError);
  }, {}));

Deno.test("AccessControl.byToken() knows the administrator's token and those it made", () =>
  withAccess((access) => {
    assert.equal(access.isOpen, false);
    const admin = access.byToken(ADMIN_TOKEN, ADDRESS);
    assert.deepEqual([admin.name, admin.via, admin.scopes.has("admin")], [
      "NETSIFT_TOKEN",
      "token",
      true,
    ]);
    const { token, secret } = access.tokens.create(READER);
    const reader = access.byToken(secret, ADDRESS);
    assert.deepEqual([reader.name, reader.key, [...reader.scopes]], ["reader", token.id, ["read"]]);
  }));

Deno.test("AccessControl.byToken() limits wrong tokens of a network, and never right ones", () =>
  withAccess((access) => {
    const wait = (address: string): number => {
      try {
        access.byToken("wrong", address);
      } catch (error) {
        assert.ok(error instanceof AccessRefusedError);
        return error.waitSeconds;
      }
      return assert.fail("A wrong token was taken.");
    };
    assert.deepEqual([wait("2001:db8::1"), wait("2001:db8::2")], [0, 0]);
    assert.ok(wait("2001:db8::3") > 0, "the same network");
    assert.equal(wait("2001:db8:0:1::1"), 0, "another network");
    assert.equal(access.byToken(ADMIN_TOKEN, "2001:db8::3").name, "NETSIFT_TOKEN");
    const outcomes = access.audit.list(10).map(({ action, outcome }) => [action, outcome]);
    assert.ok(outcomes.every(([action]) => action === "token.refused"));
    assert.deepEqual(
      new Set(outcomes.map(([, outcome]) => outcome)),
      new Set(["failed", "limited"]),
    );
  }, { NETSIFT_TOKEN: ADMIN_TOKEN, NETSIFT_LOGIN_ATTEMPTS: "2" }));

Deno.test("AccessControl.logIn() begins a session that logOut() ends", () =>
  withAccess((access) => {
    const key = access.logIn(ADMIN_TOKEN, ADDRESS);
    assert.deepEqual(access.bySession(key)?.identity.via, "session");
    assert.equal(access.bySession("x".repeat(43)), null);
    access.logOut(key, ADDRESS);
    assert.equal(access.bySession(key), null);
    assert.deepEqual(access.audit.list(10).map(({ action }) => action), ["logout", "login"]);
  }));

Deno.test("AccessControl.revoke() ends a token, its sessions and what goes on with them", () =>
  withAccess((access) => {
    const { token, secret } = access.tokens.create(READER);
    const session = access.bySession(access.logIn(secret, ADDRESS))!;
    const key = access.logIn(secret, ADDRESS);
    const leases = [
      access.lease(access.byToken(secret, ADDRESS), null)!,
      access.lease(session.identity, session.id)!,
    ];
    assert.ok(leases.every(({ signal }) => !signal.aborted));
    assert.equal(access.revoke(token.id)?.name, "reader");
    assert.ok(leases.every(({ signal }) => signal.aborted));
    assert.equal(access.bySession(key), null);
    assert.throws(() => access.byToken(secret, ADDRESS), AccessRefusedError);
    assert.equal(access.revoke(token.id), null);
  }));

Deno.test("AccessControl.lease() lasts as long as the session, for the administrator too", () =>
  withAccess((access) => {
    assert.equal(access.lease(access.byToken(ADMIN_TOKEN, ADDRESS), null), null);
    const key = access.logIn(ADMIN_TOKEN, ADDRESS);
    const { identity, id } = access.bySession(key)!;
    const lease = access.lease(identity, id)!;
    assert.equal(lease.signal.aborted, false);
    access.logOut(key, ADDRESS);
    assert.equal(lease.signal.aborted, true);
  }));

Deno.test("AccessControl.take() counts the requests of each client", () =>
  withAccess((access) => {
    const admin = access.byToken(ADMIN_TOKEN, ADDRESS);
    const other = { ...admin, key: "token-2" };
    assert.equal(access.take("heavy", admin, ADDRESS), 0);
    assert.ok(access.take("heavy", admin, "192.0.2.2") > 0, "the same token from elsewhere");
    assert.equal(access.take("heavy", other, ADDRESS), 0);
    assert.equal(access.take("score", admin, ADDRESS), 0, "another limit");
  }, { NETSIFT_TOKEN: ADMIN_TOKEN, NETSIFT_HEAVY_PER_MINUTE: "1" }));
