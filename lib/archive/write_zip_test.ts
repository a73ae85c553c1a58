import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import fc from "fast-check";
import { openZip } from "../datasets/source/zip.ts";
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
          read: () => Promise.resolve(bytes),
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
