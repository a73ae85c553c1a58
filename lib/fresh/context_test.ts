import assert from "node:assert/strict";
import { App, type Context } from "fresh";
import fc from "fast-check";

/** The response that a handler makes of its context. */
function answer(handle: (ctx: Context<unknown>) => Response): Promise<Response> {
  return new App().get("/here", handle).handler()(new Request("http://localhost/here"));
}

const locationOf = async (to: string) =>
  (await answer((ctx) => ctx.redirect(to))).headers.get("location");

Deno.test("Context.redirect() answers 302 unless told", async () => {
  assert.equal((await answer((ctx) => ctx.redirect("/a"))).status, 302);
  assert.equal((await answer((ctx) => ctx.redirect("/a", 303))).status, 303);
});

Deno.test("Context.redirect() keeps queries, fragments and other hosts", async () => {
  assert.equal(await locationOf("/a?next=//b#//c"), "/a?next=//b#//c");
  assert.equal(await locationOf("https://example.org//a"), "https://example.org//a");
  assert.equal(await locationOf("?q=1"), "?q=1");
});

Deno.test("Context.redirect() never leads from a path to another host", async () => {
  const slash = fc.constantFrom("/", "//", "///", "example.org", "?", "#", "a");
  await fc.assert(
    fc.asyncProperty(fc.array(slash), async (parts) => {
      const target = new URL((await locationOf("/" + parts.join("")))!, "http://localhost/here");
      assert.equal(target.host, "localhost");
    }),
  );
});

Deno.test("Context.text(), html() and json() set the type of the content", async () => {
  const typeOf = async (handle: (ctx: Context<unknown>) => Response) =>
    (await answer(handle)).headers.get("content-type");
  assert.equal(await typeOf((ctx) => ctx.text("a")), "text/plain;charset=UTF-8");
  assert.equal(await typeOf((ctx) => ctx.html("a")), "text/html; charset=utf-8");
  const response = await answer((ctx) =>
    ctx.json({ a: 1 }, { status: 201, headers: { "x-a": "1" } })
  );
  assert.equal(response.status, 201);
  assert.equal(response.headers.get("x-a"), "1");
  assert.equal(response.headers.get("content-type"), "application/json");
  assert.deepEqual(await response.json(), { a: 1 });
});

Deno.test("Context.text() keeps a content type that the caller sets", async () => {
  const response = await answer((ctx) =>
    ctx.text("a", { headers: { "content-type": "text/csv" } })
  );
  assert.equal(response.headers.get("content-type"), "text/csv");
});
