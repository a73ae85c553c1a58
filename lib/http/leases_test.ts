import assert from "node:assert/strict";
import { join } from "node:path";
import { readConfig } from "../base/config.ts";
import { AccessControl } from "../auth/access_control.ts";
import { leasedBytes, leasedResponse, setLease } from "./leases.ts";

const ADMIN = "the-token-of-the-administrator";
const ADDRESS = "192.0.2.1";

async function withAccess(use: (access: AccessControl) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir({ prefix: "netsift-test-" });
  try {
    using access = new AccessControl(
      join(folder, "access.sqlite"),
      readConfig({ NETSIFT_TOKEN: ADMIN }).access,
    );
    await use(access);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** Resolves once a signal is aborted. @returns after how many milliseconds */
async function aborted(signal: AbortSignal): Promise<number> {
  const begin = performance.now();
  if (!signal.aborted) {
    await new Promise((resolve) => signal.addEventListener("abort", resolve));
  }
  return performance.now() - begin;
}

Deno.test("AccessControl.lease() ends when the token expires", async () => {
  await withAccess(async (access) => {
    const { secret } = access.tokens.create({
      name: "short",
      scopes: ["read"],
      expiresAt: new Date(Date.now() + 300).toISOString(),
    });
    const { signal } = access.lease(access.byToken(secret, ADDRESS), null)!;
    assert.equal(signal.aborted, false);
    assert.ok(await aborted(signal) < 1300);
    assert.match(String(signal.reason), /access .* has ended/);
  });
});

Deno.test("AccessControl.lease() ends with a session, whichever of its keys logs out", async () => {
  await withAccess(async (access) => {
    await Promise.resolve();
    const old = access.logIn(ADMIN, ADDRESS);
    const other = access.logIn(ADMIN, ADDRESS);
    const lease = (key: string) => {
      const { identity, id } = access.bySession(key)!;
      return access.lease(identity, id)!.signal;
    };
    const [first, second] = [lease(old), lease(other)];
    const renewed = access.renewSession(old)!;
    assert.equal(first.aborted, false, "a new key is no end");
    access.logOut(renewed, ADDRESS);
    assert.deepEqual([first.aborted, second.aborted], [true, false]);
    assert.equal(access.bySession(old), null, "the key before it, too");
  });
});

Deno.test("AccessControl.lease() of the administrator's token has no end", async () => {
  await withAccess(async (access) => {
    await Promise.resolve();
    assert.equal(access.lease(access.byToken(ADMIN, ADDRESS), null), null);
  });
});

Deno.test("leasedResponse() cuts files off with an error, streams at their end", async () => {
  await withAccess(async (access) => {
    const { token, secret } = access.tokens.create({
      name: "a",
      scopes: ["read"],
      expiresAt: null,
    });
    const identity = access.byToken(secret, ADDRESS);
    const answer = (headers: HeadersInit) =>
      leasedResponse(
        new Response(new ReadableStream({ pull: (c) => c.enqueue(new Uint8Array(10)) }), {
          headers,
        }),
        access.lease(identity, null)!,
      ).body!.getReader();
    const csv = answer({ "content-type": "text/csv" });
    const file = answer({
      "content-type": "application/x-ndjson",
      "content-disposition": "attachment",
    });
    const events = answer({ "content-type": "text/event-stream" });
    for (const reader of [csv, file, events]) assert.equal((await reader.read()).done, false);
    access.revoke(token.id);
    await assert.rejects(csv.read(), /has ended/);
    await assert.rejects(file.read(), /has ended/);
    assert.equal((await events.read()).done, true);
  });
});

Deno.test("leasedBytes() throws for a body that is complete only after the access", async () => {
  await withAccess(async (access) => {
    const { token, secret } = access.tokens.create({
      name: "a",
      scopes: ["read"],
      expiresAt: null,
    });
    let complete = () => {};
    const body = new ReadableStream({
      start(controller) {
        controller.enqueue(new TextEncoder().encode("{"));
        complete = () => controller.close();
      },
    });
    const request = new Request("http://localhost/", { method: "POST", body });
    setLease(request, access.lease(access.byToken(secret, ADDRESS), null)!);
    const bytes = leasedBytes(request);
    access.revoke(token.id);
    await assert.rejects(bytes, /has ended/);
    complete();
  });
});
