import assert from "node:assert/strict";
import fc from "fast-check";
import { narrowCodes, narrowNumbers } from "./narrow.ts";

Deno.test("narrowNumbers() keeps every value in as few bytes as hold it", () => {
  const cases: [number[], Float32Array | Uint8Array | Uint16Array][] = [
    [[0, 1, 255], Uint8Array.of(0, 1, 255)],
    [[0, 256], Uint16Array.of(0, 256)],
    [[65_535], Uint16Array.of(65_535)],
    [[65_536, 1], Float32Array.of(65_536, 1)],
    [[0.5, 1], Float32Array.of(0.5, 1)],
    [[-1, 1], Float32Array.of(-1, 1)],
    [[NaN, 1], Float32Array.of(NaN, 1)],
    [[], Uint8Array.of()],
  ];
  for (const [values, expected] of cases) {
    assert.deepEqual(narrowNumbers(Float32Array.from(values)), expected);
  }
});

Deno.test("narrowCodes() keeps every code in as few bytes as hold it", () => {
  fc.assert(fc.property(fc.constantFrom(1, 127, 128, 129, 32_768, 32_769), (categories) => {
    const codes = Int32Array.of(-1, 0, categories - 1);
    const narrow = narrowCodes(codes, categories);
    assert.deepEqual([...narrow], [...codes]);
    assert.equal(narrow.BYTES_PER_ELEMENT, categories <= 128 ? 1 : categories <= 32_768 ? 2 : 4);
  }));
});
