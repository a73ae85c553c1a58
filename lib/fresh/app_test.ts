import assert from "node:assert/strict";
import { App, HttpError } from "fresh";
import { Builder } from "fresh/dev";
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
  for (const path of ["/api/echo", "/nested/7", "/nested/plain"]) {
    const response = await request(path, { method: "DELETE" });
    assert.equal(response.status, 404, path);
    assert.match(await response.text(), /<p id="error">404: Not Found<\/p>/);
  }
  assert.equal((await request("/api/echo", { method: "__proto__" })).status, 404);
  assert.equal((await request("/api/echo", { method: "constructor" })).status, 404);
});

Deno.test("App.handler() renders _error for an unknown path and for HttpError", async () => {
  const unknown = await request("/unknown");
  assert.equal(unknown.status, 404);
  assert.match(await unknown.text(), /<main data-path="\/unknown"><p id="error">404: Not Found</);
  const missing = await request("/nested/missing");
  assert.equal(missing.status, 404);
  assert.match(await missing.text(), /<p id="error">404: no such thing<\/p>/);
  const early = await request("/?fail-early");
  assert.equal(early.status, 403);
  assert.match(await early.text(), /403: early/);
});

Deno.test("App.handler() logs an unexpected error and keeps it from the page", async () => {
  let response!: Response;
  const logged = await errorsOf(async () => response = await request("/nested/broken"));
  assert.equal(response.status, 500);
  const html = await response.text();
  assert.match(html, /<p id="error">unexpected<\/p>/);
  assert.doesNotMatch(html, /secret detail|\.tsx/);
  assert.equal((logged[0] as Error).message, "secret detail");
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
    if (path === "/error") assert.equal(await response.text(), "Internal Server Error");
  }
});

Deno.test("App.use() covers what is added later, and ctx.next() may be called again", async () => {
  const calls: string[] = [];
  const counting = new App()
    .get("/before", () => new Response("before"))
    .use(async (ctx) => {
      calls.push("outer");
      await ctx.next();
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
  assert.deepEqual(calls, ["outer", "inner", "inner"]);
});

Deno.test("requests do not share state", async () => {
  const trails = await Promise.all(
    Array.from({ length: 20 }, async () => (await (await request("/api/echo")).json()).trail),
  );
  for (const trail of trails) assert.deepEqual(trail, ["main", "first", "second"]);
});
