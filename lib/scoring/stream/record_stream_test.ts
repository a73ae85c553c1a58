import assert from "node:assert/strict";
import fc from "fast-check";
import { VerdictFeed } from "../verdict_feed.ts";
import { RecordStream } from "./record_stream.ts";

/** A stream whose thread answers each block with its bytes, in parts; and what was sent to it. */
function echoStream(parts: (bytes: Uint8Array) => Uint8Array[] = (bytes) => [bytes]) {
  const sent: number[] = [];
  let ended = 0;
  const stream = new RecordStream({
    model: "model-1",
    source: "stream",
    feed: new VerdictFeed(),
    idleMs: 60_000,
    send(bytes) {
      sent.push(bytes.length);
      setTimeout(() => {
        for (const text of parts(bytes)) {
          const lines = { text: text.slice(), batch: null };
          stream.take({ type: "lines", stream: 0, lines });
        }
        stream.take({ type: "done", stream: 0 });
      });
    },
    onEnd: () => ended++,
  });
  return { stream, sent, ended: () => ended };
}

Deno.test("RecordStream gives everything in order, whatever comes of a block", async () => {
  const chunks = fc.array(fc.uint8Array({ maxLength: 4 }), { maxLength: 20 });
  const partsOf = fc.constantFrom(
    (bytes: Uint8Array) => [bytes],
    (bytes: Uint8Array) => Array.from(bytes, (byte) => Uint8Array.of(byte)),
    (bytes: Uint8Array) => bytes[0] % 2 ? [bytes] : [],
  );
  await fc.assert(
    fc.asyncProperty(chunks, partsOf, async (chunks, parts) => {
      const answers: number[] = [];
      const { stream, ended } = echoStream((bytes) => {
        const given = bytes.length > 0 ? parts(bytes) : [];
        answers.push(...given.flatMap((part) => [...part]));
        return given;
      });
      const out = ReadableStream.from(chunks.map((chunk) => chunk.slice())).pipeThrough(stream);
      const read = new Uint8Array(await new Response(out).arrayBuffer());
      assert.deepEqual([...read], answers);
      assert.equal(ended(), 1);
    }),
    { numRuns: 200 },
  );
});

Deno.test("RecordStream takes no more than some blocks where nobody reads", async () => {
  const { stream, sent } = echoStream();
  const writer = stream.writable.getWriter();
  let written = 0;
  const writing = (async () => {
    for (let i = 0; i < 100; i++) {
      await writer.write(new Uint8Array(64 * 1024));
      written++;
    }
    await writer.close();
  })();
  while (written < 5) await new Promise((resolve) => setTimeout(resolve));
  await new Promise((resolve) => setTimeout(resolve, 20));
  assert.ok(written < 20, `${written} chunks were taken`);
  assert.equal(sent.length, 2);
  const { byteLength } = await new Response(stream.readable).arrayBuffer();
  await writing;
  assert.equal(byteLength, 100 * 64 * 1024);
});

Deno.test("RecordStream ends on both sides when either gives up", async () => {
  const unread = echoStream();
  await unread.stream.readable.cancel();
  await assert.rejects(unread.stream.writable.getWriter().write(new Uint8Array(1)));
  const broken = echoStream();
  const reading = broken.stream.readable.getReader().read();
  await broken.stream.writable.abort(new Error("The line broke."));
  await assert.rejects(reading, /The line broke/);
  assert.deepEqual([unread.ended(), broken.ended()], [1, 1]);
});
