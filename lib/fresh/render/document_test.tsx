import assert from "node:assert/strict";
import { App } from "fresh";
import type { VNode } from "preact";

async function htmlOf(content: VNode, path = "/"): Promise<string> {
  const app = new App().get("/*", (ctx) => ctx.render(content));
  return await (await app.handler()(new Request(`http://localhost${path}`))).text();
}

Deno.test("Context.render() writes the doctype and the page", async () => {
  const html = await htmlOf(
    <html>
      <head></head>
      <body>a &amp; b</body>
    </html>,
  );
  assert.equal(html, "<!DOCTYPE html><html><head></head><body>a &amp; b</body></html>");
});

Deno.test("Context.render() loads no module on a page without islands", async () => {
  assert.doesNotMatch(await htmlOf(<p>plain</p>), /script/);
});

Deno.test("Context.render() says which links lead to the page and to those above it", async () => {
  // Made while the page renders: what is made before is left unchanged.
  const Links = () => (
    <nav>
      <a href="/runs/7">here</a>
      <a href="/runs/7/">here too</a>
      <a href="/runs/7?tab=a">same query</a>
      <a href="/runs/7?tab=b">other query</a>
      <a href="/runs">above</a>
      <a href="/">top</a>
      <a href="/run">other</a>
      <a href="/runs" aria-current="false">own</a>
      <a href="https://example.org/runs">far</a>
      <a href="?tab=b">relative</a>
    </nav>
  );
  const html = await htmlOf(<Links />, "/runs/7?tab=a");
  const marks = [...html.matchAll(/<a href="[^"]*"([^>]*)>([^<]*)/g)].map(([, mark, text]) =>
    `${text}:${mark}`
  );
  const current = ' data-current="true" aria-current="page"';
  const above = ' data-ancestor="true" aria-current="true"';
  assert.deepEqual(marks, [
    `here:${current}`,
    `here too:${current}`,
    `same query:${current}`,
    `other query:${above}`,
    `above:${above}`,
    `top:${above}`,
    "other:",
    'own: aria-current="false"',
    "far:",
    "relative:",
  ]);
});
