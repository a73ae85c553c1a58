import assert from "node:assert/strict";
import fc from "fast-check";
import { shortest } from "./shortest.ts";

Deno.test("shortest() is the same 32-bit float in few digits", () => {
  assert.equal(shortest(Math.fround(0.1)), 0.1);
  assert.equal(shortest(1234567), 1234567);
  fc.assert(
    fc.property(fc.float({ noNaN: true, noDefaultInfinity: true }), (value) => {
      assert.ok(Math.fround(shortest(value)) === value);
      assert.ok(String(Math.abs(shortest(value))).length <= String(Math.abs(value)).length);
    }),
  );
});
