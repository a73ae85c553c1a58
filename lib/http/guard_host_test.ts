import assert from "node:assert/strict";
import type { Context } from "fresh";
import { guardHost } from "./guard_host.ts";

async function status(url: string, listening: string, allowed: string[] = []): Promise<number> {
  const ctx = { url: new URL(url), next: () => Promise.resolve(new Response("ok")) };
  return (await guardHost(listening, allowed)(ctx as Context<unknown>)).status;
}

Deno.test("guardHost() serves loopback names and those named, and no others", async () => {
  for (const host of ["127.0.0.1", "localhost", "[::1]", "LOCALHOST"]) {
    assert.equal(await status(`http://${host}:8000/`, "127.0.0.1"), 200, host);
  }
  assert.equal(await status("http://evil.example:8000/", "127.0.0.1"), 421);
  assert.equal(await status("http://netsift.example/", "127.0.0.1", ["Netsift.example"]), 200);
});

Deno.test("guardHost() leaves servers alone that listen beyond loopback", async () => {
  assert.equal(await status("http://netsift.example/", "0.0.0.0"), 200);
});
