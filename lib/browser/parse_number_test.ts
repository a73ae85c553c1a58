import assert from "node:assert/strict";
import { parseNumber } from "./parse_number.ts";

Deno.test("parseNumber() takes decimals with a point or a comma", () => {
  assert.equal(parseNumber(" 0.5 "), 0.5);
  assert.equal(parseNumber("0,5"), 0.5);
  assert.equal(parseNumber("-3"), -3);
  assert.equal(parseNumber("1e3"), 1000);
});

Deno.test("parseNumber() takes nothing that is not one finite number", () => {
  for (const text of ["", "  ", "abc", "1 2", "1,2,3", "Infinity", "NaN"]) {
    assert.equal(parseNumber(text), null, text);
  }
});
