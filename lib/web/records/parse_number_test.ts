import assert from "node:assert/strict";
import { parseNumber, parsePercent, parseSeed } from "./parse_number.ts";

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

Deno.test("parseSeed() takes whole numbers of 32 bits", () => {
  assert.equal(parseSeed(" 0 "), 0);
  assert.equal(parseSeed("4294967295"), 2 ** 32 - 1);
  for (const text of ["", "-1", "1.5", "4294967296", "x"]) {
    assert.equal(parseSeed(text), null, text);
  }
});

Deno.test("parsePercent() gives a share that is neither none nor all", () => {
  assert.equal(parsePercent("30"), 0.3);
  assert.equal(parsePercent("12,5"), 0.125);
  for (const text of ["", "0", "100", "-5", "x"]) assert.equal(parsePercent(text), null, text);
});
