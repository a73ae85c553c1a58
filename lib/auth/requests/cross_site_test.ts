import assert from "node:assert/strict";
import { isCrossSite } from "./cross_site.ts";

/** Whether a form of a page is refused. */
function isRefused(origin: string, headers: HeadersInit = {}, trustProxy = false): boolean {
  const request = new Request("http://netsift.example:8000/api/v1/demo", {
    method: "POST",
    headers: { host: "netsift.example:8000", origin, ...headers },
  });
  return isCrossSite(request, true, trustProxy);
}

Deno.test("isCrossSite() compares scheme, host and port", () => {
  assert.equal(isRefused("http://netsift.example:8000"), false);
  assert.equal(isRefused("http://NETSIFT.example:8000"), false);
  for (
    const other of [
      "https://netsift.example:8000",
      "http://netsift.example",
      "http://netsift.example:8001",
      "http://evil.example:8000",
      "http://netsift.example.evil.example:8000",
      "null",
      "",
      "file://",
      "netsift.example:8000",
    ]
  ) assert.equal(isRefused(other), true, other);
});

Deno.test("isCrossSite() believes a proxy about scheme and host where it is trusted", () => {
  const headers = { "x-forwarded-proto": "https", "x-forwarded-host": "netsift.example" };
  assert.equal(isRefused("https://netsift.example", headers, true), false);
  assert.equal(isRefused("https://netsift.example:443", headers, true), false);
  assert.equal(isRefused("http://netsift.example", headers, true), true);
  assert.equal(isRefused("https://netsift.example", headers, false), true);
});

Deno.test("isCrossSite() takes default ports for left out", () => {
  const to = (host: string, origin: string, proto: string) =>
    isRefused(origin, { host, "x-forwarded-proto": proto }, true);
  assert.equal(to("netsift.example:443", "https://netsift.example", "https"), false);
  assert.equal(to("netsift.example:80", "http://netsift.example", "http"), false);
});
