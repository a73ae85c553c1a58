import assert from "node:assert/strict";
import fc from "fast-check";
import { TextLineStream } from "./text_line_stream.ts";

Deno.test("TextLineStream gives the same lines however the text is cut", async () => {
  const line = fc.string().map((text) => text.replace(/[\r\n]/g, ""));
  await fc.assert(fc.asyncProperty(
    fc.array(line),
    fc.constantFrom("\n", "\r\n"),
    fc.integer({ min: 1, max: 9 }),
    async (lines, end, size) => {
      const text = lines.map((each) => each + end).join("");
      const chunks: string[] = [];
      for (let i = 0; i < text.length; i += size) chunks.push(text.slice(i, i + size));
      const stream = ReadableStream.from(chunks).pipeThrough(new TextLineStream());
      assert.deepEqual(await Array.fromAsync(stream), lines);
    },
  ));
});
