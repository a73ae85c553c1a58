import assert from "node:assert/strict";
import { App, csp } from "fresh";
import { h } from "preact";
import type { AccessConfig } from "../base/config.ts";
import {
  securityHeaders,
  securitySettings,
  type SecurityState,
  withSecurityHeaders,
} from "./security_headers.ts";

const PAGE = { headers: { "content-type": "text/html; charset=utf-8" } };

const PROXIED = { headers: { "x-forwarded-proto": "https" } };

/** @param isGuarded whether the server asks for a token and trusts its proxy */
async function answerOf(path: string, isGuarded = false, init?: RequestInit): Promise<Response> {
  const access = { trustProxy: isGuarded, adminToken: isGuarded ? "t".repeat(16) : null };
  const settings = securitySettings(access as AccessConfig);
  const app = new App<SecurityState>()
    .use(async (ctx) => {
      try {
        return await ctx.next();
      } catch {
        // As `_error` of the root: after all other middleware.
        return await ctx.render(h(ErrorPage, null), { status: 404 });
      }
    })
    .use(securityHeaders(settings))
    .use(csp({ useNonce: true }))
    .get("/", (ctx) => ctx.render(h("p", null, "page")))
    .get("/plain", () => new Response("", PAGE))
    .get("/report", (ctx) => {
      ctx.state.policy = "default-src 'none'";
      return new Response("", PAGE);
    })
    .get("/api/v1/runs", () => Response.json([]))
    .get("/fails", () => {
      throw new Error("tried");
    });
  const handler = withSecurityHeaders((request, info) => app.handler()(request, info), settings);
  const info = {} as Deno.ServeHandlerInfo<Deno.NetAddr>;
  return await handler(new Request(`http://127.0.0.1${path}`, init), info);
}

function ErrorPage() {
  return h("html", null, h("head", null, h("script", null, "let a")), h("body", null, "error"));
}

async function headersOf(path: string, isGuarded = false, init?: RequestInit): Promise<Headers> {
  return (await answerOf(path, isGuarded, init)).headers;
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
  const guarded = await headersOf("/", true, PROXIED);
  assert.match(guarded.get("strict-transport-security")!, /max-age=31536000/);
  assert.equal(guarded.get("cache-control"), "no-store");
});

Deno.test("securityHeaders() gives HTML that no page renders no nonce", async () => {
  const policy = (await headersOf("/plain")).get("content-security-policy")!;
  assert.match(policy, /script-src 'self';/);
});

Deno.test("withSecurityHeaders() covers pages of errors like all others", async () => {
  for (const path of ["/fails", "/nothing"]) {
    const response = await answerOf(path, true, PROXIED);
    const { headers } = response;
    assert.equal(response.status, 404);
    for (const [name, value] of await headersOf("/", true, PROXIED)) {
      if (name !== "content-security-policy") assert.equal(headers.get(name), value, name);
    }
    const policy = headers.get("content-security-policy")!;
    const nonce = /<script nonce="(\w+)">/.exec(await response.text())?.[1];
    assert.ok(
      nonce !== undefined && policy.includes(`script-src 'self' 'nonce-${nonce}';`),
      policy,
    );
  }
  assert.equal((await headersOf("/nothing")).get("cache-control"), null);
  assert.equal((await headersOf("/nothing")).get("strict-transport-security"), null);
});
