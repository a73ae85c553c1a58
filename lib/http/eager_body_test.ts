import assert from "node:assert/strict";
import fc from "fast-check";
import { readEagerly } from "./eager_body.ts";
import { Problem } from "./problem.ts";

function streamOf(chunks: Uint8Array<ArrayBuffer>[], fault?: Error) {
  let next = 0;
  return new ReadableStream<Uint8Array<ArrayBuffer>>({
    pull(controller) {
      if (next < chunks.length) controller.enqueue(chunks[next++]);
      else if (fault) controller.error(fault);
      else controller.close();
    },
  });
}

async function withFolder(use: (folder: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    await use(folder);
    assert.deepEqual([...Deno.readDirSync(folder)], []);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test("readEagerly() gives the bytes in their order, through memory and file", async () => {
  await withFolder(async (folder) => {
    const sizes = fc.array(fc.integer({ min: 1, max: 900_000 }), { maxLength: 12 });
    const pauses = fc.array(fc.boolean(), { minLength: 1, maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(sizes, pauses, async (sizes, pauses) => {
        let value = 0;
        const chunks = sizes.map((size) => new Uint8Array(size).map(() => value++ * 31 & 255));
        const expected = await new Blob(chunks).bytes();
        const got: Uint8Array<ArrayBuffer>[] = [];
        for await (const chunk of readEagerly(streamOf(chunks), { folder, maxBytes: 1e9 })) {
          got.push(chunk.slice());
          if (pauses[got.length % pauses.length]) await new Promise((go) => setTimeout(go));
        }
        assert.ok((await new Blob(got).bytes()).every((byte, at) => byte === expected[at]));
        assert.equal(got.reduce((sum, { length }) => sum + length, 0), expected.length);
      }),
      { numRuns: 30 },
    );
  });
});

Deno.test("readEagerly() reads on while nobody asks, and refuses what is too much", async () => {
  await withFolder(async (folder) => {
    const chunks = Array.from({ length: 40 }, () => new Uint8Array(100_000));
    let left = chunks.length;
    const counted = streamOf(chunks).pipeThrough(
      new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
        transform(chunk, controller) {
          left--;
          controller.enqueue(chunk);
        },
      }),
    );
    const whole = readEagerly(counted, { folder, maxBytes: 3_000_000 });
    await new Promise((resolve) => setTimeout(resolve, 50));
    assert.equal(left, 0);
    await whole.cancel();

    const small = readEagerly(streamOf(chunks), { folder, maxBytes: 1_000_000 });
    await assert.rejects(
      async () => {
        await new Promise((resolve) => setTimeout(resolve, 50));
        for await (const _ of small);
      },
      (error) => error instanceof Problem && error.status === 413,
    );
  });
});

Deno.test("readEagerly() passes a fault on", async () => {
  await withFolder(async (folder) => {
    const broken = streamOf([new Uint8Array(10)], new Error("cut off"));
    await assert.rejects(async () => {
      for await (const _ of readEagerly(broken, { folder, maxBytes: 1e6 }));
    }, /cut off/);
  });
});
