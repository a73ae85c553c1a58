import assert from "node:assert/strict";
import { isHttps } from "../auth/requests/client_address.ts";
import { refuseUnroutable } from "./refuse_unroutable.ts";
import { withSecurityHeaders } from "../auth/security_headers.ts";

async function statusOf(path: string, method = "GET"): Promise<number> {
  const handler = refuseUnroutable(() => new Response("routed"));
  // `Request` refuses methods such as TRACE, which a server gets all the same.
  const request = { method, url: `http://127.0.0.1${path}` } as Request;
  const response = await handler(request, {} as Deno.ServeHandlerInfo<Deno.NetAddr>);
  if (response.status !== 200) {
    assert.equal(response.headers.get("content-type"), "application/problem+json");
    assert.equal((await response.json()).status, response.status);
  }
  return response.status;
}

Deno.test("refuseUnroutable() answers 501 to methods that no route can have", async () => {
  const unknown = ["PROPFIND", "TRACE", "CONNECT", "QUERY", "get", "__proto__", "constructor", "X"];
  for (const method of unknown) assert.equal(await statusOf("/", method), 501, method);
  for (const method of ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]) {
    assert.equal(await statusOf("/", method), 200, method);
  }
});

Deno.test("refuseUnroutable() answers 400 to malformed escapes in a path", async () => {
  for (const path of ["/%", "/a%2", "/%zz", "/runs/%ff", "/api/v1/runs/%c0%ae", "/%E4%A"]) {
    assert.equal(await statusOf(path), 400, path);
  }
  for (const path of ["/", "/%2f", "/%00", "/%C3%A4", "/a?b=%zz", "/a%25"]) {
    assert.equal(await statusOf(path), 200, path);
  }
});

Deno.test("refuseUnroutable() answers 400 to hosts that make no address", async () => {
  const handler = withSecurityHeaders(refuseUnroutable(() => new Response("routed")), {
    isGuarded: true,
    isHttps: (request) => isHttps(request, false),
  });
  for (const url of ["http://x:99999/", "http://[::/api/v1/runs", "http://a b/", "http:///"]) {
    // A server gets such a `Host`, and `Request` refuses it.
    const request = { method: "GET", url, headers: new Headers() } as Request;
    const response = await handler(request, {} as Deno.ServeHandlerInfo<Deno.NetAddr>);
    assert.equal(response.status, 400, url);
    assert.equal((await response.json()).status, 400);
  }
});
