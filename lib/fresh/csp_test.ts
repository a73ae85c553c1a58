import assert from "node:assert/strict";
import { App } from "./app.ts";
import { csp } from "./csp.ts";

function policy(options: Parameters<typeof csp>[0], type: string): Promise<string> {
  const app = new App()
    .use(csp(options))
    .get("/", () => new Response("", { headers: { "content-type": type } }));
  return app.handler()(new Request("http://127.0.0.1/"))
    .then(({ headers }) => headers.get("content-security-policy")!);
}

Deno.test("csp() allows inline scripts of pages by a nonce of each answer alone", async () => {
  const first = await policy({ useNonce: true }, "text/html");
  assert.match(first, /script-src 'self' 'nonce-[0-9a-f]{32}'/);
  assert.ok(!first.includes("unsafe-inline"));
  assert.notEqual(await policy({ useNonce: true }, "text/html"), first);
});

Deno.test("csp() adds directives", async () => {
  assert.match(await policy({ csp: ["worker-src 'none'"] }, "text/html"), /; worker-src 'none'$/);
});
