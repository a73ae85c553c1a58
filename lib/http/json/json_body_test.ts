import assert from "node:assert/strict";
import fc from "fast-check";
import { readJson } from "./json_body.ts";
import { ProblemError } from "../problem.ts";

const request = (body: BodyInit) => new Request("http://localhost/", { method: "POST", body });

async function rejects(sent: Request, status: number, limit = 1000) {
  await assert.rejects(
    readJson(sent, limit),
    (error) => error instanceof ProblemError && error.status === status,
  );
}

Deno.test("readJson() reads any JSON value", async () => {
  await fc.assert(fc.asyncProperty(fc.jsonValue({ maxDepth: 5 }), async (value) => {
    const text = JSON.stringify(value);
    assert.deepEqual(await readJson(request(text), 1e6), JSON.parse(text));
  }));
});

Deno.test("readJson() refuses what is no JSON, too large or too deep", async () => {
  await rejects(request("{"), 400);
  await rejects(request(""), 400);
  await rejects(request(new Uint8Array([0x22, 0xff, 0x22])), 400);
  await rejects(request("[" + "1,".repeat(600) + "1]"), 413);
  await rejects(request("[".repeat(200) + "]".repeat(200)), 400);
  const endless = ReadableStream.from((function* () {
    while (true) yield new Uint8Array(100);
  })());
  await rejects(request(endless), 413);
});

Deno.test("readJson() does not take brackets in strings for nesting", async () => {
  const text = JSON.stringify("[".repeat(100) + '\\"' + "{".repeat(100));
  assert.equal(await readJson(request(text), 1000), JSON.parse(text));
});

Deno.test("readJson() answers 400 where the client leaves before the end", async () => {
  const broken = () =>
    new ReadableStream<Uint8Array>({
      pull(controller) {
        controller.enqueue(new TextEncoder().encode("{"));
        controller.error(new Deno.errors.BadResource("Cannot read body"));
      },
    });
  await rejects(request(broken()), 400);
  const told = { method: "POST", headers: { "content-length": "99" }, body: broken() };
  await rejects(new Request("http://localhost/", told), 400);
});
