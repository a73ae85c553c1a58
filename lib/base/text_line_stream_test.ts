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

Deno.test("TextLineStream takes time in proportion to the length of a line", async () => {
  const chunk = "x".repeat(2 ** 12);
  const chunks = 50 * 2 ** 20 / chunk.length;
  const text = ReadableStream.from((function* () {
    for (let i = 0; i < chunks; i++) yield chunk;
    yield "\nend";
  })());
  const start = performance.now();
  const lines = await Array.fromAsync(text.pipeThrough(new TextLineStream()));
  assert.deepEqual(lines.map(({ length }) => length), [50 * 2 ** 20, 3]);
  // Going through the line again with every chunk would take minutes.
  assert.ok(performance.now() - start < 20_000);
});
