import assert from "node:assert/strict";
import fc from "fast-check";
import { EMPTY_BUILD } from "./build.ts";
import { Context } from "./context.ts";

const url = new URL("http://localhost/here");
const ctx = new Context({
  req: new Request(url),
  url,
  info: {
    remoteAddr: { transport: "tcp", hostname: "localhost", port: 1 },
    completed: Promise.resolve(),
  },
  route: null,
  params: {},
  build: EMPTY_BUILD,
});
const location = (to: string) => ctx.redirect(to).headers.get("location");

Deno.test("Context.redirect() answers 302 unless told", () => {
  assert.equal(ctx.redirect("/a").status, 302);
  assert.equal(ctx.redirect("/a", 303).status, 303);
});

Deno.test("Context.redirect() keeps queries, fragments and other hosts", () => {
  assert.equal(location("/a?next=//b#//c"), "/a?next=//b#//c");
  assert.equal(location("https://example.org//a"), "https://example.org//a");
  assert.equal(location("?q=1"), "?q=1");
});

Deno.test("Context.redirect() never leads from a path to another host", () => {
  const slash = fc.constantFrom("/", "\\", "//", "/\\", "example.org", "?", "#", "a");
  fc.assert(
    fc.property(fc.array(slash), (parts) => {
      const target = new URL(location("/" + parts.join(""))!, url);
      assert.equal(target.host, "localhost");
    }),
  );
});

Deno.test("Context.text(), html() and json() set the type of the content", async () => {
  assert.equal(ctx.text("a").headers.get("content-type"), "text/plain;charset=UTF-8");
  assert.equal(ctx.html("a").headers.get("content-type"), "text/html; charset=utf-8");
  const response = ctx.json({ a: 1 }, { status: 201, headers: { "x-a": "1" } });
  assert.equal(response.status, 201);
  assert.equal(response.headers.get("x-a"), "1");
  assert.equal(response.headers.get("content-type"), "application/json");
  assert.deepEqual(await response.json(), { a: 1 });
});

Deno.test("Context.text() keeps a content type that the caller sets", () => {
  const response = ctx.text("a", { headers: { "content-type": "text/csv" } });
  assert.equal(response.headers.get("content-type"), "text/csv");
});
