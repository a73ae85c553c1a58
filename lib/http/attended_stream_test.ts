import assert from "node:assert/strict";
import { attendedStream } from "./attended_stream.ts";

/** A source that never ends, and what became of it. */
function endless(bytes = 10) {
  const seen = { pulls: 0, cancelled: false };
  const source = new ReadableStream<Uint8Array<ArrayBuffer>>({
    pull(controller) {
      seen.pulls++;
      controller.enqueue(new Uint8Array(bytes));
    },
    cancel() {
      seen.cancelled = true;
    },
  }, { highWaterMark: 0 });
  return { source, seen };
}

const later = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

Deno.test("attendedStream() ends a stream that is never read, or read no more", async () => {
  for (const reads of [0, 3]) {
    const { source, seen } = endless();
    let ends = 0;
    const reader = attendedStream(source, 30, () => ends++).getReader();
    for (let i = 0; i < reads; i++) await reader.read();
    await later(120);
    await assert.rejects(reader.read(), { name: "UnreadError" });
    assert.deepEqual([seen.cancelled, ends, seen.pulls], [true, 1, reads]);
  }
});

Deno.test("attendedStream() hands large chunks over in pieces, all of them and in order", async () => {
  const bytes = crypto.getRandomValues(new Uint8Array(60_000));
  const whole = new Uint8Array(await new Blob([bytes, bytes, bytes]).arrayBuffer());
  let ends = 0;
  const source = new ReadableStream<Uint8Array<ArrayBuffer>>({
    start(controller) {
      controller.enqueue(whole);
      controller.close();
    },
  });
  const got = [];
  for await (const piece of attendedStream(source, 1000, () => ends++)) {
    assert.ok(piece.length <= 2 ** 16);
    got.push(piece);
  }
  assert.deepEqual(new Uint8Array(await new Blob(got).arrayBuffer()), whole);
  assert.equal(ends, 1);
});

Deno.test("attendedStream() waits for a source that has nothing to give", async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  let ends = 0;
  const source = new ReadableStream<Uint8Array<ArrayBuffer>>({
    async pull(controller) {
      await promise;
      controller.enqueue(new Uint8Array(1));
    },
  }, { highWaterMark: 0 });
  const reader = attendedStream(source, 20, () => ends++).getReader();
  const read = reader.read();
  await later(80);
  resolve();
  assert.equal((await read).value?.length, 1);
  await reader.cancel();
  assert.equal(ends, 1);
});

Deno.test("attendedStream() passes a fault and a cancellation on", async () => {
  let ends = 0;
  const broken = new ReadableStream<Uint8Array<ArrayBuffer>>({
    pull: () => Promise.reject(new Error("cut off")),
  });
  await assert.rejects(attendedStream(broken, 1000, () => ends++).getReader().read(), /cut off/);
  const { source, seen } = endless();
  await attendedStream(source, 1000, () => ends++).cancel();
  assert.deepEqual([ends, seen.cancelled], [2, true]);
});
