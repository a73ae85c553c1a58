import assert from "node:assert/strict";
import { App, csp } from "fresh";
import { securityHeaders, type SecurityState, withSecurityHeaders } from "./security_headers.ts";

const PAGE = { headers: { "content-type": "text/html; charset=utf-8" } };

async function headersOf(path: string, isHttps = false, isGuarded = false): Promise<Headers> {
  const app = new App<SecurityState>()
    .use(securityHeaders(() => isHttps, isGuarded))
    .use(csp({ useNonce: true }))
    .get("/", () => new Response("", PAGE))
    .get("/report", (ctx) => {
      ctx.state.policy = "default-src 'none'";
      return new Response("", PAGE);
    })
    .get("/api/v1/runs", () => Response.json([]))
    .get("/fails", () => {
      throw new Error("tried");
    });
  const { error } = console;
  console.error = () => {};
  try {
    const handler = withSecurityHeaders((request, info) => app.handler()(request, info));
    const info = {} as Deno.ServeHandlerInfo<Deno.NetAddr>;
    return (await handler(new Request(`http://127.0.0.1${path}`), info)).headers;
  } finally {
    console.error = error;
  }
}

Deno.test("securityHeaders() lets pages run scripts of this server alone, none inline", async () => {
  const policy = (await headersOf("/")).get("content-security-policy")!;
  assert.match(policy, /default-src 'none'; script-src 'self' 'nonce-[0-9a-f]+';/);
  assert.ok(!/script-src[^;]*unsafe/.test(policy));
  assert.match(policy, /frame-ancestors 'none'/);
});

Deno.test("securityHeaders() gives documents their own policy, and the API one that loads nothing", async () => {
  assert.equal((await headersOf("/report")).get("content-security-policy"), "default-src 'none'");
  const policy = (await headersOf("/api/v1/runs")).get("content-security-policy");
  assert.equal(policy, "default-src 'none'; frame-ancestors 'none'");
});

Deno.test("securityHeaders() keeps browsers to HTTPS and caches away where it should", async () => {
  const open = await headersOf("/");
  assert.equal(open.get("strict-transport-security"), null);
  assert.equal(open.get("cache-control"), null);
  const guarded = await headersOf("/", true, true);
  assert.match(guarded.get("strict-transport-security")!, /max-age=31536000/);
  assert.equal(guarded.get("cache-control"), "no-store");
});

Deno.test("withSecurityHeaders() covers answers to errors", async () => {
  for (const path of ["/fails", "/nothing"]) {
    const headers = await headersOf(path);
    assert.equal(headers.get("x-content-type-options"), "nosniff", path);
    assert.equal(headers.get("x-frame-options"), "DENY", path);
  }
});
