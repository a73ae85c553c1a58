import assert from "node:assert/strict";
import { App, HttpError } from "fresh";
import { logFailures } from "./log_failures.ts";

/** What is logged while a handler throws `error`, and what comes out of the middleware. */
async function logOf(error: unknown): Promise<{ logged: unknown[]; thrown: unknown }> {
  let thrown: unknown;
  const app = new App()
    .use(async (ctx) => {
      try {
        return await ctx.next();
      } catch (error) {
        thrown = error;
        return new Response();
      }
    })
    .use(logFailures)
    .get("/fails", () => {
      throw error;
    });
  const logged: unknown[] = [];
  const original = console.error;
  console.error = (...args) => logged.push(...args);
  try {
    await app.handler()(new Request("http://localhost/fails"));
  } finally {
    console.error = original;
  }
  return { logged, thrown };
}

Deno.test("logFailures() logs what is not the client's fault, and throws it on", async () => {
  for (const error of [new Error("secret"), new HttpError(503, "busy"), new HttpError(500)]) {
    const { logged, thrown } = await logOf(error);
    assert.deepEqual(logged, ["GET /fails failed:", error]);
    assert.equal(thrown, error);
  }
});

Deno.test("logFailures() logs no fault of a client", async () => {
  for (const status of [400, 403, 404, 405, 429] as const) {
    const error = new HttpError(status);
    assert.deepEqual(await logOf(error), { logged: [], thrown: error });
  }
});
