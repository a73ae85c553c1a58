import assert from "node:assert/strict";
import { clientAddress, clientNetwork, isHttps } from "./client_address.ts";

const info = (hostname: string) =>
  ({
    remoteAddr: { transport: "tcp", hostname, port: 1 },
    completed: Promise.resolve(),
  }) as Deno.ServeHandlerInfo;

const forwarded = (value: string) => new Headers({ "x-forwarded-for": value });

Deno.test("clientAddress() is the peer's, and a proxy's word only where it is trusted", () => {
  const headers = forwarded("198.51.100.7");
  assert.equal(clientAddress(headers, info("192.0.2.1"), false), "192.0.2.1");
  assert.equal(clientAddress(headers, info("192.0.2.1"), true), "198.51.100.7");
  assert.equal(clientAddress(new Headers(), info("192.0.2.1"), true), "192.0.2.1");
});

Deno.test("clientAddress() takes the entry that the nearest proxy wrote, without its port", () => {
  const written: [header: string, address: string][] = [
    ["203.0.113.9, 198.51.100.7", "198.51.100.7"],
    ["198.51.100.7:4711", "198.51.100.7"],
    ["[2001:db8::1]:4711", "2001:db8::1"],
    ["[2001:db8::1]", "2001:db8::1"],
    ["2001:db8::1", "2001:db8::1"],
    ["a, ", "192.0.2.1"],
  ];
  for (const [header, address] of written) {
    assert.equal(clientAddress(forwarded(header), info("192.0.2.1"), true), address, header);
  }
});

Deno.test("clientNetwork() is one for all addresses that one customer has", () => {
  assert.equal(clientNetwork("192.0.2.1"), "192.0.2.1");
  assert.equal(clientNetwork("::ffff:192.0.2.1"), "192.0.2.1");
  assert.equal(clientNetwork("2001:db8:0:1::5"), clientNetwork("2001:db8:0:1:ffff::9"));
  assert.notEqual(clientNetwork("2001:db8:0:1::5"), clientNetwork("2001:db8:0:2::5"));
  assert.equal(clientNetwork("local"), "local");
});

Deno.test("isHttps() believes a trusted proxy alone about the scheme", () => {
  const request = (url: string, proto?: string) =>
    new Request(url, { headers: proto === undefined ? {} : { "x-forwarded-proto": proto } });
  assert.ok(!isHttps(request("http://a/"), true));
  assert.ok(isHttps(request("https://a/"), false));
  assert.ok(!isHttps(request("http://a/", "https"), false));
  for (const proto of ["https", "wss", "http, https", " HTTPS "]) {
    assert.ok(isHttps(request("http://a/", proto), true), proto);
  }
  assert.ok(!isHttps(request("https://a/", "https, http"), true));
});
