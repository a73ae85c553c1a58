import assert from "node:assert/strict";
import { gzipSync } from "node:zlib";
import { decodedBody } from "./decoded_body.ts";
import { ProblemError } from "./problem.ts";

const request = (body: BodyInit | null, encoding?: string) =>
  new Request("http://a/", {
    method: "POST",
    body,
    headers: encoding === undefined ? {} : { "content-encoding": encoding },
  });

Deno.test("decodedBody() gives what was sent, compressed or not", async () => {
  const text = "record,".repeat(100_000);
  const packed = Uint8Array.from(gzipSync(text));
  for (
    const [body, encoding] of [[text, undefined], [text, "identity"], [packed, " GZIP "]] as const
  ) {
    assert.equal(await new Response(decodedBody(request(body, encoding))).text(), text);
  }
  assert.equal(await new Response(decodedBody(request(null))).text(), "");
});

Deno.test("decodedBody() refuses other compressions, and says which one it takes", () => {
  for (const encoding of ["br", "deflate", "gzip, gzip", "zstd"]) {
    assert.throws(() => decodedBody(request("a", encoding)), (error) => {
      assert.ok(error instanceof ProblemError);
      assert.equal(error.status, 415);
      assert.equal(error.toResponse().headers.get("accept-encoding"), "gzip");
      return true;
    });
  }
});

Deno.test("decodedBody() reads no further than what is taken, however much that expands to", async () => {
  const bomb = Uint8Array.from(gzipSync(new Uint8Array(2 ** 28)));
  let taken = 0;
  const source = new ReadableStream<Uint8Array<ArrayBuffer>>({
    pull(controller) {
      controller.enqueue(bomb.subarray(taken, taken += 1024));
      if (taken >= bomb.length) controller.close();
    },
  }, { highWaterMark: 0 });
  const reader = decodedBody(request(source, "gzip")).getReader();
  for (let i = 0; i < 3; i++) assert.ok((await reader.read()).value!.length <= 2 ** 22);
  assert.ok(taken < bomb.length / 10, `${taken} of ${bomb.length} bytes were read`);
  await reader.cancel();
});

Deno.test("decodedBody() ends with an error where the compressed bytes are damaged", async () => {
  const damaged = Uint8Array.from(gzipSync("text".repeat(1000)));
  damaged[20] ^= 0xff;
  await assert.rejects(new Response(decodedBody(request(damaged, "gzip"))).text());
});
