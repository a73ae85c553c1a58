import assert from "node:assert/strict";
import { BufferedFile } from "./buffered_file.ts";

Deno.test("BufferedFile writes all bytes in order, whatever their pieces", async () => {
  const path = await Deno.makeTempFile();
  try {
    const bytes = crypto.getRandomValues(new Uint8Array(60_000));
    const sizes = [1, 0, 7, 50_000, 60_000, 2 ** 16, 3];
    const expected: number[] = [];
    {
      using file = await Deno.open(path, { write: true });
      const buffered = new BufferedFile(file);
      for (let round = 0; round < 12; round++) {
        for (const size of sizes) {
          const piece = bytes.subarray(0, size);
          await buffered.write(piece);
          expected.push(...piece);
        }
      }
      await buffered.flush();
    }
    assert.ok(expected.length > 2 ** 20);
    assert.deepEqual(await Deno.readFile(path), Uint8Array.from(expected));
  } finally {
    await Deno.remove(path);
  }
});
