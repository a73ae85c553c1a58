import assert from "node:assert/strict";
import { readForm } from "./form_body.ts";
import { ProblemError } from "./problem.ts";

const request = (body: BodyInit, type?: string) =>
  new Request("http://a/", {
    method: "POST",
    body,
    headers: type === undefined ? {} : { "content-type": type },
  });

async function statusOf(promise: Promise<unknown>): Promise<number> {
  const error = await promise.then(() => null, (error) => error);
  assert.ok(error instanceof ProblemError, String(error));
  return error.status;
}

Deno.test("readForm() reads the fields of a form", async () => {
  const form = await readForm(request(new URLSearchParams({ token: "a b&c", next: "/é" })));
  assert.deepEqual([...form], [["token", "a b&c"], ["next", "/é"]]);
});

Deno.test("readForm() refuses what is no form, and too much of one", async () => {
  assert.equal(await statusOf(readForm(request("{}", "application/json"))), 415);
  assert.equal(await statusOf(readForm(request(new Uint8Array(3)))), 415);
  const large = new URLSearchParams({ token: "a".repeat(16 * 1024) });
  assert.equal(await statusOf(readForm(request(large))), 413);
});
