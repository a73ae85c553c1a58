import assert from "node:assert/strict";
import type { Context } from "fresh";
import { guardHost, type HostOptions } from "./guard_host.ts";

async function status(
  url: string,
  listening: string,
  allowed: string[] = [],
  options: HostOptions = {},
  headers: HeadersInit = {},
): Promise<number> {
  const ctx = {
    url: new URL(url),
    req: new Request(url, { headers }),
    next: () => Promise.resolve(new Response("ok")),
  };
  return (await guardHost(listening, allowed, options)(ctx as Context<unknown>)).status;
}

Deno.test("guardHost() serves loopback names and those named, and no others", async () => {
  for (const host of ["127.0.0.1", "localhost", "[::1]", "LOCALHOST"]) {
    assert.equal(await status(`http://${host}:8000/`, "127.0.0.1"), 200, host);
  }
  assert.equal(await status("http://evil.example:8000/", "127.0.0.1"), 421);
  assert.equal(await status("http://netsift.example/", "127.0.0.1", ["Netsift.example"]), 200);
  assert.equal(await status("http://netsift.example./", "127.0.0.1", ["netsift.example:443"]), 200);
  assert.equal(await status("http://[2001:db8::1]/", "127.0.0.1", ["2001:DB8:0::1"]), 200);
});

Deno.test("guardHost() leaves servers alone that listen beyond loopback", async () => {
  assert.equal(await status("http://netsift.example/", "0.0.0.0"), 200);
});

Deno.test("guardHost() keeps to the names that are given, whatever is listened on", async () => {
  for (const isOpen of [false, true]) {
    const to = (host: string) =>
      status(`http://${host}:8000/`, "0.0.0.0", ["netsift.example"], { isOpen });
    assert.equal(await to("netsift.example"), 200);
    assert.equal(await to("127.0.0.1"), 200);
    assert.equal(await to("evil.example"), 421);
    assert.equal(await to("netsift.example.evil.example"), 421);
    assert.equal(await to("192.0.2.1"), 421);
  }
  assert.equal(await status("http://192.0.2.1/", "192.0.2.1", ["netsift.example"]), 200);
  assert.equal(await status("http://lab.example/", "lab.example", ["netsift.example"]), 200);
});

Deno.test("guardHost() serves addresses, and no names, where everybody may do all", async () => {
  const to = (host: string, listening = "0.0.0.0") =>
    status(`http://${host}:8000/`, listening, [], { isOpen: true });
  for (const host of ["192.0.2.1", "[2001:db8::1]", "localhost", "127.0.0.1"]) {
    assert.equal(await to(host), 200, host);
  }
  for (const host of ["evil.example", "192.0.2.1.evil.example", "localhost.evil.example"]) {
    assert.equal(await to(host), 421, host);
  }
  assert.equal(await to("lab.example", "lab.example"), 200);
  assert.equal(await to("evil.example", "::"), 421);
});

Deno.test("guardHost() looks at both the host and what a trusted proxy forwards", async () => {
  const to = (host: string, forwarded: string, trustProxy = true) =>
    status(`http://${host}/`, "127.0.0.1", ["netsift.example"], { trustProxy }, {
      "x-forwarded-host": forwarded,
    });
  assert.equal(await to("127.0.0.1", "netsift.example"), 200);
  assert.equal(await to("127.0.0.1", "evil.example"), 421);
  assert.equal(await to("127.0.0.1", "netsift.example, evil.example"), 421);
  assert.equal(await to("evil.example", "netsift.example"), 421);
  assert.equal(await to("127.0.0.1", "evil.example", false), 200);
});
