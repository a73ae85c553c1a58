import assert from "node:assert/strict";
import { Head } from "fresh/runtime";
import { EMPTY_BUILD } from "./build.ts";
import { renderDocument } from "./document.ts";

Deno.test("renderDocument() writes the doctype and the page", () => {
  const { html } = renderDocument(
    <html>
      <body>a &amp; b</body>
    </html>,
    EMPTY_BUILD,
  );
  assert.equal(html, "<!DOCTYPE html><html><body>a &amp; b</body></html>");
});

Deno.test("renderDocument() moves Head's children into the head", () => {
  const { html } = renderDocument(
    <html>
      <head>
        <title>Default</title>
        <meta name="description" content="default" />
        <meta key="image" property="og:image" content="default.png" />
        <link id="sheet" rel="stylesheet" href="/default.css" />
      </head>
      <body>
        <Head>
          <title>Page</title>
          <meta name="description" content="page" />
          <meta name="robots" content="none" />
        </Head>
        <p>
          <Head>
            <meta key="image" property="og:image" content="page.png" />
            <link id="sheet" rel="stylesheet" href="/page.css" />
          </Head>
        </p>
      </body>
    </html>,
    EMPTY_BUILD,
  );
  assert.equal(
    html,
    '<!DOCTYPE html><html><head><title>Page</title><meta name="description" content="page"/>' +
      '<meta property="og:image" content="page.png"/>' +
      '<link id="sheet" rel="stylesheet" href="/page.css"/>' +
      '<meta name="robots" content="none"/></head><body><p></p></body></html>',
  );
});

Deno.test("renderDocument() loads no module on a page without islands", () => {
  const { html, modules } = renderDocument(<p>plain</p>, EMPTY_BUILD);
  assert.deepEqual(modules, []);
  assert.doesNotMatch(html, /script/);
});
