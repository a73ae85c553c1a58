import assert from "node:assert/strict";
import { LARGEST_FLOAT32, readNumber } from "./number.ts";

Deno.test("readNumber() reads decimal numbers, whatever blanks are around them", () => {
  const numbers: [string, number][] = [
    ["0", 0],
    ["+5", 5],
    [".5", 0.5],
    ["5.", 5],
    ["-007", -7],
    ["1E3", 1000],
    ["1e-3", 0.001],
    [" \t7\r\n", 7],
    ["\u00a012", 12],
    ["3e38", 3e38],
  ];
  for (const [text, number] of numbers) assert.equal(readNumber(text), number, text);
});

Deno.test("readNumber() takes what lies beyond 32-bit floats for infinite", () => {
  for (const text of ["inf", "Infinity", "+INF", "1e39", "1e300", "1e400"]) {
    assert.equal(readNumber(text), Infinity, text);
    assert.equal(readNumber(`-${text.replace("+", "")}`), -Infinity, text);
  }
  assert.equal(readNumber(String(LARGEST_FLOAT32)), LARGEST_FLOAT32);
});

Deno.test("readNumber() knows what tools write where there is no number", () => {
  for (
    const text of [
      ...["", " ", "-", "?", "NA", "n/a", "#N/A", "<NA>", "null", "NULL", "None", "nil", "NaN"],
      ...["-nan", "(empty)", "\\N", "1.#QNAN", " - "],
    ]
  ) assert.equal(readNumber(text), null, text);
});

Deno.test("readNumber() takes all else for a word", () => {
  for (
    const text of [
      ...["10013_57", "1_000", "0x1F", "1,234", "1.234.5", "1 2", "5 M", "e5", "1e", ".", "+"],
      ...["tcp", "infinite", "true", "--5", "٣", "1e5.5", "NaNa"],
    ]
  ) assert.equal(readNumber(text), undefined, text);
});
