import assert from "node:assert/strict";
import { App, csp } from "fresh";

type Options = Parameters<typeof csp>[0];

const Page = () => (
  <html>
    <head>
      <script>let a</script>
      <style>{"p {}"}</style>
    </head>
    <body>page</body>
  </html>
);

/** Answers a page of `ctx.render()` at `/`, and HTML without it at `/plain`. */
function answerOf(options: Options, path: string): Promise<Response> {
  const app = new App()
    .use(csp(options))
    .get("/", (ctx) => ctx.render(<Page />))
    .get("/plain", (ctx) => ctx.html("<p>plain</p>"));
  return app.handler()(new Request(`http://127.0.0.1${path}`));
}

async function directivesOf(options: Options, path: string): Promise<string[]> {
  const { headers } = await answerOf(options, path);
  return headers.get("content-security-policy")!.split("; ");
}

Deno.test("csp() allows the inline scripts and styles of one rendered page by a nonce", async () => {
  const response = await answerOf({ useNonce: true }, "/");
  const policy = response.headers.get("content-security-policy")!;
  const nonce = /script-src 'self' 'nonce-([0-9a-f]{32})'/.exec(policy)?.[1];
  assert.ok(nonce, policy);
  assert.ok(policy.includes(`style-src 'self' 'nonce-${nonce}'`));
  assert.ok(!policy.includes("unsafe-inline"));
  const html = await response.text();
  assert.match(html, new RegExp(`<script nonce="${nonce}">`));
  assert.match(html, new RegExp(`<style nonce="${nonce}">`));
  const again = await directivesOf({ useNonce: true }, "/");
  assert.ok(!again.join("; ").includes(nonce));
});

Deno.test("csp() gives a nonce to answers of ctx.render() alone", async () => {
  const directives = await directivesOf({ useNonce: true }, "/plain");
  assert.ok(directives.includes("script-src 'self' 'unsafe-inline'"));
  assert.ok(!directives.join("; ").includes("nonce"));
});

Deno.test("csp() has a source for everything that a page may load", async () => {
  const directives = await directivesOf({}, "/");
  const expected = [
    "default-src 'self'",
    "connect-src 'self'",
    "worker-src 'self' blob:",
    "media-src 'self' data: blob:",
    "object-src 'none'",
    "frame-ancestors 'none'",
    "upgrade-insecure-requests",
  ];
  for (const directive of expected) assert.ok(directives.includes(directive), directive);
});

Deno.test("csp() puts a given directive in place of the default of its name", async () => {
  const given = ["worker-src 'none'", "script-src 'self' 'unsafe-inline' https://example.org"];
  const directives = await directivesOf({ csp: given, useNonce: true }, "/");
  const of = (name: string) => directives.filter((one) => one.startsWith(`${name} `));
  assert.deepEqual(of("worker-src"), ["worker-src 'none'"]);
  assert.equal(of("script-src").length, 1);
  assert.match(of("script-src")[0], /^script-src 'self' 'nonce-[0-9a-f]+' https:\/\/example\.org$/);
});
