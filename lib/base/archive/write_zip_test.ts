import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import fc from "fast-check";
import { openZip } from "../../datasets/ingest/source/zip.ts";
import { writeZip } from "./write_zip.ts";

Deno.test("writeZip() writes what openZip() reads back", async () => {
  const path = await Deno.makeTempFile();
  const content = fc.array(
    fc.tuple(fc.stringMatching(/^[a-zé]{1,9}$/), fc.uint8Array({ maxLength: 3000 })),
    { minLength: 1, maxLength: 5 },
  );
  try {
    await fc.assert(
      fc.asyncProperty(content, async (files) => {
        const named = files.map(([name, bytes], i) => ({ name: `${i}/${name}`, bytes }));
        const stream = writeZip(named.map(({ name, bytes }) => ({
          name,
          open: () => Promise.resolve(new Blob([bytes]).stream()),
        })));
        await Deno.writeFile(path, new Uint8Array(await new Response(stream).arrayBuffer()));
        using zip = await openZip(path);
        const read = [];
        for (const { name, open } of zip.members) {
          read.push({
            name,
            bytes: new Uint8Array(Buffer.concat(await Array.fromAsync(await open()))),
          });
        }
        assert.deepEqual(read, named);
      }),
      { numRuns: 30 },
    );
  } finally {
    await Deno.remove(path);
  }
});

Deno.test("writeZip() reads no further than what is taken, and lets go of a file", async () => {
  let pulls = 0;
  let isCancelled = false;
  const endless = new ReadableStream<Uint8Array<ArrayBuffer>>({
    pull(controller) {
      pulls++;
      controller.enqueue(crypto.getRandomValues(new Uint8Array(2 ** 16)));
    },
    cancel() {
      isCancelled = true;
    },
  }, { highWaterMark: 0 });
  const reader = writeZip([{ name: "endless", open: () => Promise.resolve(endless) }]).getReader();
  for (let i = 0; i < 5; i++) await reader.read();
  await new Promise((resolve) => setTimeout(resolve, 50));
  assert.ok(pulls < 20, `${pulls} pieces were read.`);
  await reader.cancel();
  assert.ok(isCancelled);
});

Deno.test("writeZip() fails where a file cannot be read, and lets go of it", async () => {
  const failing = {
    open: () => Promise.reject(new Error("cannot be opened")),
    read: () =>
      Promise.resolve(
        new ReadableStream<Uint8Array<ArrayBuffer>>({
          pull(controller) {
            controller.error(new Error("cannot be read"));
          },
        }),
      ),
  };
  const sound = { name: "sound", open: () => Promise.resolve(new Blob(["text"]).stream()) };
  for (const [what, open] of Object.entries(failing)) {
    const archive = writeZip([sound, { name: what, open }]);
    await assert.rejects(new Response(archive).arrayBuffer(), /cannot be (opened|read)/);
  }
});

Deno.test("writeZip() gives the same bytes each time", async () => {
  const archive = async () => {
    const open = () => Promise.resolve(new Blob(["text ".repeat(1000)]).stream());
    return await new Response(writeZip([{ name: "a/b", open }])).bytes();
  };
  assert.deepEqual(await archive(), await archive());
  assert.ok((await archive()).length < 500, "it is packed");
});
