import assert from "node:assert/strict";
import fc from "fast-check";
import { LineCutter } from "./line_cutter.ts";

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** The lines of some bytes that come in blocks: number and text, `null` for one that is too long. */
function cutAll(bytes: Uint8Array, cuts: number[], maxBytes: number): [number, string | null][] {
  const cutter = new LineCutter(maxBytes);
  const ends = [...new Set(cuts.map((cut) => cut % (bytes.length + 1)))].sort((a, b) => a - b);
  const lines: [number, string | null][] = [];
  let from = 0;
  for (const end of [...ends, bytes.length]) {
    for (const line of cutter.cut(bytes.slice(from, end), end === bytes.length && end !== from)) {
      const text = decoder.decode(line.bytes.subarray(line.from, line.to));
      lines.push([line.number, line.isTooLong ? null : text]);
    }
    from = end;
  }
  for (const line of cutter.cut(new Uint8Array(), true)) {
    const text = decoder.decode(line.bytes.subarray(line.from, line.to));
    lines.push([line.number, line.isTooLong ? null : text]);
  }
  return lines;
}

Deno.test("LineCutter cuts the same lines however the bytes are cut into blocks", () => {
  const text = fc.array(fc.constantFrom("a", "bc", " ", "\n", "\r\n", "\n\n", "defghij", "é"), {
    maxLength: 30,
  }).map((parts) => parts.join(""));
  fc.assert(
    fc.property(text, fc.array(fc.nat(), { maxLength: 8 }), (text, cuts) => {
      const wanted = text.split("\n")
        .map((line, index): [number, string | null] => {
          const tooLong = encoder.encode(line).length > 12;
          return [index + 1, tooLong ? null : line.replace(/\r$/, "")];
        })
        .filter(([, line]) => line === null || line.trim() !== "");
      assert.deepEqual(cutAll(encoder.encode(text), cuts, 12), wanted);
    }),
    { numRuns: 1000 },
  );
});

Deno.test("LineCutter passes over a byte order mark", () => {
  assert.deepEqual(cutAll(encoder.encode("\uFEFFa\nb"), [1, 2, 5], 100), [[1, "a"], [2, "b"]]);
});

Deno.test("LineCutter takes time in proportion to the length of a line", () => {
  const length = 50 * 2 ** 20;
  const cutter = new LineCutter(length);
  const block = encoder.encode("x".repeat(2 ** 8));
  const start = performance.now();
  for (let i = 0; i < length / block.length; i++) {
    assert.deepEqual([...cutter.cut(block, false)], []);
  }
  const [line] = cutter.cut(encoder.encode("\n"), false);
  assert.deepEqual([line.number, line.isTooLong, line.to - line.from], [1, false, length]);
  // Copying the line again with every block would take more than ten minutes.
  assert.ok(performance.now() - start < 30_000);
});
