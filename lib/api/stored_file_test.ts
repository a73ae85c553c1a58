import assert from "node:assert/strict";
import { storedFile } from "./stored_file.ts";

Deno.test("storedFile() gives a file with its length", async () => {
  const path = await Deno.makeTempFile();
  try {
    await Deno.writeTextFile(path, "scores é");
    const { stream, headers } = await storedFile(path, { "content-type": "text/plain" });
    assert.deepEqual(headers, { "content-type": "text/plain", "content-length": "9" });
    assert.equal(await new Response(stream).text(), "scores é");
  } finally {
    await Deno.remove(path);
  }
  await assert.rejects(storedFile(path, {}), Deno.errors.NotFound);
});
