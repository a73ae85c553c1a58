import assert from "node:assert/strict";
import { DEFAULT_LIMITS, type IngestLimits } from "../limits.ts";
import { bytesOf, upload, withFolder } from "../testing.ts";
import { DatasetError } from "../types.ts";
import { readChunks } from "./chunks.ts";

async function read(path: string, limits: IngestLimits = {}, signal?: AbortSignal) {
  const parts: Uint8Array[] = [];
  const options = { limits: { ...DEFAULT_LIMITS, ...limits }, signal };
  for await (const chunk of readChunks(path, options)) parts.push(chunk);
  return bytesOf(...parts);
}

Deno.test("readChunks() gives the bytes of plain and gzip files", async () => {
  const content = bytesOf("some lines\n".repeat(300_000));
  await withFolder(async (folder) => {
    for (const gzip of [false, true]) {
      assert.deepEqual(await read(await upload(folder, content, { gzip })), content);
    }
  });
});

Deno.test("readChunks() refuses files that unpack to more than the limit", async () => {
  await withFolder(async (folder) => {
    for (const gzip of [false, true]) {
      const path = await upload(folder, "x".repeat(10_000), { gzip });
      await assert.rejects(read(path, { maxUncompressedBytes: 9_999 }), DatasetError);
      assert.equal((await read(path, { maxUncompressedBytes: 10_000 })).length, 10_000);
    }
  });
});

Deno.test("readChunks() stops when told to", async () => {
  await withFolder(async (folder) => {
    const path = await upload(folder, "x".repeat(10_000), { gzip: true });
    const reason = new Error("enough");
    await assert.rejects(read(path, {}, AbortSignal.abort(reason)), reason);
  });
});
