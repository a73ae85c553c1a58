import assert from "node:assert/strict";
import type { Context } from "fresh";
import { methods } from "./methods.ts";
import { ProblemError } from "./problem.ts";

const context = (method: string) =>
  ({ req: new Request("http://a/", { method }) }) as Context<null>;

Deno.test("methods() calls the function of the method", async () => {
  const handler = methods<null>({ GET: () => new Response("got"), PUT: () => new Response("put") });
  assert.equal(await (await handler(context("GET"))).text(), "got");
  assert.equal(await (await handler(context("PUT"))).text(), "put");
});

Deno.test("methods() answers HEAD as GET without its body, which it lets go of", async () => {
  let isCancelled = false;
  const body = new ReadableStream({ cancel: () => void (isCancelled = true) });
  const handler = methods<null>({
    GET: () => new Response(body, { status: 206, headers: { "x-rows": "3" } }),
  });
  const response = await handler(context("HEAD"));
  assert.deepEqual([response.status, response.headers.get("x-rows")], [206, "3"]);
  assert.equal(response.body, null);
  assert.ok(isCancelled);
});

Deno.test("methods() tells OPTIONS and other methods what is allowed", async () => {
  const handler = methods<null>({ GET: () => new Response(), DELETE: () => new Response() });
  const options = await handler(context("OPTIONS"));
  assert.equal(options.status, 204);
  assert.equal(options.headers.get("allow"), "DELETE, GET, HEAD, OPTIONS");
  await assert.rejects(async () => await handler(context("POST")), (error) => {
    assert.ok(error instanceof ProblemError);
    assert.equal(error.status, 405);
    assert.equal(error.toResponse().headers.get("allow"), "DELETE, GET, HEAD, OPTIONS");
    return true;
  });
  const noGet = methods<null>({ POST: () => new Response() });
  await assert.rejects(async () => await noGet(context("HEAD")), /POST/);
});
