import assert from "node:assert/strict";
import { guardHost } from "./guard_host.ts";

async function status(url: string, listening: string, allowed: string[] = []): Promise<number> {
  const handler = guardHost(() => new Response("ok"), listening, allowed);
  return (await handler(new Request(url), {} as Deno.ServeHandlerInfo)).status;
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
