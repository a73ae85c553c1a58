import assert from "node:assert/strict";
import { Router } from "./router.ts";

const at = (path: string) => new URL(path, "http://localhost");

Deno.test("Router prefers plain paths, then the order of adding", () => {
  const router = new Router<string>();
  router.add("ALL", "/items/:id", "dynamic");
  router.add("ALL", "/items/new", "plain");
  router.add("ALL", "/items/:rest*", "rest");
  assert.equal(router.match("GET", at("/items/new"))?.item, "plain");
  assert.deepEqual(router.match("GET", at("/items/7")), {
    item: "dynamic",
    pattern: "/items/:id",
    params: { id: "7" },
  });
  assert.deepEqual(router.match("GET", at("/items/7/8"))?.params, { rest: "7/8" });
  assert.equal(router.match("GET", at("/items/new/"))?.item, "plain");
  assert.equal(router.match("GET", at("/items/"))?.item ?? null, null);
  assert.equal(router.match("GET", at("/other")), null);
});

Deno.test("Router tells an unhandled method from an unknown path", () => {
  const router = new Router<string>();
  router.add("GET", "/a", "get");
  assert.equal(router.match("POST", at("/a"))?.item, null);
  assert.equal(router.match("POST", at("/b")), null);
});

Deno.test("Router answers HEAD with GET unless HEAD has its own", () => {
  const router = new Router<string>();
  router.add("GET", "/a", "get");
  router.add("GET", "/b", "get");
  router.add("HEAD", "/b", "head");
  assert.equal(router.match("HEAD", at("/a"))?.item, "get");
  assert.equal(router.match("HEAD", at("/b"))?.item, "head");
});

Deno.test("Router decodes parameters, and throws for malformed ones", () => {
  const router = new Router<string>();
  router.add("GET", "/:name", "x");
  assert.deepEqual(router.match("GET", at("/a%20b"))?.params, { name: "a b" });
  assert.deepEqual(router.match("GET", at("/a%2Fb"))?.params, { name: "a%2Fb" });
  assert.throws(() => router.match("GET", at("/%zz")), URIError);
});
