import assert from "node:assert/strict";
import fc from "fast-check";
import { parseJson } from "./json.ts";

Deno.test("parseJson() reads what JSON.parse reads", () => {
  fc.assert(fc.property(fc.json(), (text) => {
    assert.deepEqual(parseJson(text), JSON.parse(text));
  }));
});

Deno.test("parseJson() reads NaN and infinities as Python writes them", () => {
  const text = '{"a": NaN,"b":[Infinity, -Infinity],"NaN":"\\"NaN, Infinity","d":{"e":-Infinity}}';
  assert.deepEqual(parseJson(text), {
    a: null,
    b: [Infinity, -Infinity],
    NaN: '"NaN, Infinity',
    d: { e: -Infinity },
  });
});

Deno.test("parseJson() refuses other bare words as JSON.parse does", () => {
  for (
    const text of ['{"a": nan}', "+Infinity", "NaNs", "xInfinity", "- Infinity", '"NaN', "NaN 1"]
  ) {
    assert.throws(() => parseJson(text), SyntaxError, text);
  }
});
