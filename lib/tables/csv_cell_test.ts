import assert from "node:assert/strict";
import fc from "fast-check";
import { stringifyCell } from "./csv_cell.ts";

Deno.test("stringifyCell() writes cells that no spreadsheet runs", () => {
  for (const text of ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", '=HYPERLINK("http://x")']) {
    assert.match(stringifyCell(text), /^"?'/);
  }
  assert.equal(stringifyCell("normal"), "normal");
  assert.equal(stringifyCell(""), "");
});

Deno.test("stringifyCell() quotes what would break a line apart", () => {
  assert.equal(stringifyCell("a\rb"), '"a\rb"');
  fc.assert(fc.property(fc.string(), (text) => {
    const cell = stringifyCell(text);
    if (/[",\r\n]/.test(text)) assert.match(cell, /^"[^]*"$/);
    const inner = cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell;
    assert.equal(inner, /^[=+\-@\t\r]/.test(text) ? `'${text}` : text);
  }));
});
