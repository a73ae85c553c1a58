import assert from "node:assert/strict";
import fc from "fast-check";
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

Deno.test("Router decodes parameters and leaves malformed ones as they are", () => {
  const router = new Router<string>();
  router.add("GET", "/:name", "x");
  assert.deepEqual(router.match("GET", at("/a%20b"))?.params, { name: "a b" });
  assert.deepEqual(router.match("GET", at("/%zz"))?.params, { name: "%zz" });
});

Deno.test("Router matches whole segments as URLPattern does", () => {
  const part = fc.constantFrom("a", "b", "api", "v1", "x.y", "", "a%2Fb", "%", "ä", "a b", "~");
  const pattern = fc.array(fc.constantFrom("a", "api", "v1", ":id", ":x", "x.y"), { maxLength: 4 })
    .filter((segments) => new Set(segments).size === segments.length);
  fc.assert(
    fc.property(pattern, fc.array(part, { maxLength: 5 }), (segments, parts) => {
      const pathname = `/${segments.join("/")}`;
      const url = new URL(`http://host/${parts.map(encodeURI).join("/")}`);
      const router = new Router<number>();
      router.add("GET", pathname, 1);
      const found = router.match("GET", url);
      const wanted = new URLPattern({ pathname }).exec(url);
      assert.equal(found === null, wanted === null, `${pathname} ${url.pathname}`);
      assert.deepEqual(
        Object.keys(found?.params ?? {}),
        Object.keys(wanted?.pathname.groups ?? {}),
      );
    }),
    { numRuns: 2000 },
  );
});
