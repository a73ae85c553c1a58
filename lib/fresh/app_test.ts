import assert from "node:assert/strict";
import { App, HttpError } from "fresh";
import { Builder } from "fresh/dev";
import fc from "fast-check";
import { app } from "./testdata/app/main.ts";

const builder = new Builder({ root: `${import.meta.dirname}/testdata/app` });
(await builder.build({ snapshot: "memory" }))(app);
const handler = app.handler();

function request(path: string, init?: RequestInit): Promise<Response> {
  return handler(new Request(new URL(path, "http://localhost"), init));
}

/** Runs `use` and returns what it logged as errors. */
async function errorsOf(use: () => Promise<unknown>): Promise<unknown[]> {
  const logged: unknown[] = [];
  const original = console.error;
  console.error = (...args) => logged.push(...args);
  try {
    await use();
  } finally {
    console.error = original;
  }
  return logged;
}

Deno.test("App.handler() runs middleware from the outermost to the innermost", async () => {
  const response = await request("/nested/7");
  assert.equal(response.status, 200);
  assert.equal(response.headers.get("x-trail"), "main first second nested:7");
});

Deno.test("App.handler() renders a page inside its layouts and the app wrapper", async () => {
  const html = await (await request("/nested/7")).text();
  assert.match(
    html,
    /<body><main data-path="\/nested\/7"><article title="Nested"><p id="id">7<\/p><\/article><\/main><\/body>/,
  );
  assert.match(html, /^<!DOCTYPE html><html lang="en"><head>/);
});

Deno.test("App.handler() passes on what page() says", async () => {
  assert.equal((await request("/")).headers.get("x-page"), "home");
  const response = await request("/nested/7", { method: "POST" });
  assert.equal(response.status, 201);
  assert.match(await response.text(), /posted 7/);
});

Deno.test("App.handler() prefers the most specific file", async () => {
  assert.match(await (await request("/nested/plain")).text(), /id="plain"/);
  assert.deepEqual(await (await request("/api/7")).json(), { id: "7" });
  assert.deepEqual(await (await request("/api/7/8")).json(), { rest: "7/8" });
  assert.equal(await (await request("/runs/7/scores.csv")).text(), "run\n7\n");
});

Deno.test("App.handler() answers HEAD as GET", async () => {
  for (const path of ["/", "/api/echo", "/nested/plain"]) {
    const head = await request(path, { method: "HEAD" });
    const get = await request(path);
    assert.equal(head.status, 200);
    assert.equal(head.headers.get("content-type"), get.headers.get("content-type"));
  }
});

Deno.test("App.handler() answers 404 to a method that a file does not handle", async () => {
  for (const path of ["/api/echo", "/nested/7"]) {
    const response = await request(path, { method: "DELETE" });
    assert.equal(response.status, 404, path);
    assert.match(await response.text(), /<p id="error">404: <\/p>/);
  }
});

Deno.test("App.handler() renders a page without handlers for every method", async () => {
  const response = await request("/nested/plain", { method: "POST" });
  assert.equal(response.status, 200);
  assert.match(await response.text(), /id="plain"/);
});

Deno.test("App.handler() renders _error for an unknown path and for HttpError", async () => {
  const unknown = await request("/unknown");
  assert.equal(unknown.status, 404);
  assert.match(await unknown.text(), /<main data-path="\/unknown"><p id="error">404: </);
  const missing = await request("/nested/missing");
  assert.equal(missing.status, 404);
  assert.match(await missing.text(), /<p id="error">404: no such thing<\/p>/);
  const early = await request("/?fail-early");
  assert.equal(early.status, 403);
  assert.match(await early.text(), /403: early/);
});

Deno.test("App.handler() keeps an unexpected error from the page, and its own log to middleware", async () => {
  let response!: Response;
  const logged = await errorsOf(async () => response = await request("/nested/broken"));
  assert.equal(response.status, 500);
  const html = await response.text();
  assert.match(html, /<p id="error">unexpected<\/p>/);
  assert.doesNotMatch(html, /secret detail|\.tsx/);
  assert.deepEqual(logged.map(String), ["seen by middleware: secret detail"]);
});

Deno.test("App.handler() gives routes from before fsRoutes() no error page", async () => {
  assert.deepEqual(await (await request("/programmatic")).json(), ["main"]);
  const response = await request("/programmatic/error");
  assert.equal(response.status, 409);
  assert.equal(await response.text(), "no error page here");
});

Deno.test("App.handler() answers 405 to a method that added routes do not handle", async () => {
  const plain = new App().get("/a", () => new Response("a")).all("/b", () => new Response("b"));
  const answer = (path: string, method: string) =>
    plain.handler()(new Request(`http://localhost${path}`, { method }));
  assert.equal((await answer("/a", "POST")).status, 405);
  assert.equal((await answer("/b", "POST")).status, 200);
  assert.equal((await answer("/c", "POST")).status, 404);
});

Deno.test("App.handler() answers 500 without details where there is no error page", async () => {
  const failing = new App()
    .get("/error", () => {
      throw new Error("secret detail");
    })
    .get("/http", () => {
      throw new HttpError(503, "secret detail");
    });
  for (const [path, status] of [["/error", 500], ["/http", 503]] as const) {
    let response!: Response;
    const logged = await errorsOf(async () =>
      response = await failing.handler()(new Request(`http://localhost${path}`))
    );
    assert.equal(response.status, status);
    assert.equal(logged.length, 1);
    if (path === "/error") assert.equal(await response.text(), "Internal server error");
  }
});

Deno.test("App.use() covers what is added later", async () => {
  const calls: string[] = [];
  const counting = new App()
    .get("/before", () => new Response("before"))
    .use(async (ctx) => {
      calls.push("outer");
      return await ctx.next();
    })
    .use((ctx) => {
      calls.push("inner");
      return ctx.next();
    })
    .get("/after", () => new Response("after"));
  const get = (path: string) => counting.handler()(new Request(`http://localhost${path}`));
  assert.equal(await (await get("/before")).text(), "before");
  assert.deepEqual(calls, []);
  assert.equal(await (await get("/after")).text(), "after");
  assert.deepEqual(calls, ["outer", "inner"]);
});

Deno.test("App.handler() finds routes with a slash too many", async () => {
  const paths = ["/nested/plain/", "//nested//plain", "//nested///plain//"];
  for (const path of paths) {
    const response = await handler(new Request(`http://localhost${path}`));
    assert.equal(response.status, 200, path);
    assert.match(await response.text(), /id="plain"/);
  }
  assert.match(await (await handler(new Request("http://localhost//"))).text(), /Home of the/);
  assert.equal((await request("/api/echo/")).status, 200);
});

Deno.test("App.handler() shows handlers a path without doubled slashes", async () => {
  const app = new App().all("/*", (ctx) => ctx.text(ctx.url.pathname));
  const response = await app.handler()(new Request("http://localhost//a///b//?c=//d"));
  assert.equal(await response.text(), "/a/b/");
});

Deno.test("App.handler() tells a 405 of a plain path from the 404 of an unknown one", async () => {
  const plain = new App().get("/a", (ctx) => ctx.text("a")).post("/:any", (ctx) => ctx.text("any"));
  const answer = (path: string, method: string) =>
    plain.handler()(new Request(`http://localhost${path}`, { method }));
  assert.equal((await answer("/a", "POST")).status, 405);
  assert.equal((await answer("/a/", "POST")).status, 405);
  assert.equal(await (await answer("/b", "POST")).text(), "any");
  assert.equal((await answer("/a/b", "POST")).status, 404);
});

Deno.test("App.handler() decodes parameters, but not what would change the path", async () => {
  const paramsOf = async (path: string) => await (await request(path)).json();
  assert.deepEqual(await paramsOf("/api/a%20b"), { id: "a b" });
  assert.deepEqual(await paramsOf("/api/%C3%A4"), { id: "ä" });
  assert.deepEqual(await paramsOf("/api/a%2Fb%3Fc%23d"), { id: "a%2Fb%3Fc%23d" });
  assert.deepEqual(await paramsOf("/api/a%2Fb/c%20d"), { rest: "a%2Fb/c d" });
});

Deno.test("App.handler() matches whole segments as URLPattern does", async () => {
  const part = fc.constantFrom("a", "b", "api", "v1", "x.y", "a%2Fb", "ä", "a b", "~");
  const pattern = fc.array(fc.constantFrom("a", "api", "v1", ":id", ":x", "x.y"), { maxLength: 4 })
    .filter((segments) => new Set(segments).size === segments.length);
  await fc.assert(
    fc.asyncProperty(pattern, fc.array(part, { maxLength: 5 }), async (segments, parts) => {
      const pathname = `/${segments.join("/")}`;
      const url = new URL(`http://host/${parts.map(encodeURI).join("/")}`);
      const app = new App().get(pathname, (ctx) => ctx.json(ctx.params));
      const response = await app.handler()(new Request(url));
      const wanted = new URLPattern({ pathname }).exec(url);
      assert.equal(response.status, wanted === null ? 404 : 200, `${pathname} ${url.pathname}`);
      if (wanted === null) return;
      const params = Object.entries(wanted.pathname.groups).map(([name, value]) => [
        name,
        decodeURI(value!),
      ]);
      assert.deepEqual(await response.json(), Object.fromEntries(params));
    }),
    { numRuns: 1000 },
  );
});

Deno.test("HttpError has no message but the one that it is given", async () => {
  assert.equal(new HttpError(404).message, "");
  assert.equal(new HttpError(409, "taken").message, "taken");
  assert.equal(new HttpError(404).name, "HttpError");
  const failing = new App().get("/", () => {
    throw new HttpError(409);
  });
  const response = await failing.handler()(new Request("http://localhost/"));
  assert.equal(response.status, 409);
  assert.equal(await response.text(), "Conflict");
});

Deno.test("Head puts what a page says in place of what the document says", async () => {
  const html = await (await request("/")).text();
  const head = html.slice(html.indexOf("<head>"), html.indexOf("</head>"));
  assert.match(head, /<title[^>]*>Home of the fixture<\/title>/);
  assert.match(head, /<meta name="description" content="replaced"/);
  assert.match(head, /<meta property="og:image" content="page\.png"/);
  assert.match(head, /<link id="sheet" rel="alternate" href="\/page\.xml"/);
  assert.match(head, /<meta name="robots" content="none"/);
  assert.doesNotMatch(head, /default/);
});

Deno.test("requests do not share state", async () => {
  const trails = await Promise.all(
    Array.from({ length: 20 }, async () => (await (await request("/api/echo")).json()).trail),
  );
  for (const trail of trails) assert.deepEqual(trail, ["main", "first", "second"]);
});
