import assert from "node:assert/strict";
import fc from "fast-check";
import { requireColumns, requireFinite, requireLength } from "./matrix_checks.ts";

const names = ["a", "b", "c"];

Deno.test("requireFinite() names the first row and column that has no finite number", () => {
  fc.assert(fc.property(
    fc.array(fc.float({ noNaN: true, noDefaultInfinity: true }), { minLength: 1, maxLength: 40 }),
    fc.nat(),
    fc.constantFrom(NaN, Infinity, -Infinity),
    (values, place, bad) => {
      const rows = Math.ceil(values.length / 3);
      const data = new Float32Array(rows * 3);
      data.set(values);
      const x = { data, rows, cols: 3, names };
      requireFinite(x);
      const at = place % data.length;
      data[at] = bad;
      const told = `Row ${Math.floor(at / 3) + 1} has ${bad} in column "${names[at % 3]}"`;
      assert.throws(
        () => requireFinite(x),
        (error) => error instanceof RangeError && error.message.startsWith(told),
      );
    },
  ));
});

Deno.test("requireColumns() refuses other columns and other orders", () => {
  const x = { data: new Float32Array(2), rows: 1, cols: 2, names: ["a", "b"] };
  requireColumns(x, ["a", "b"], "forest");
  assert.throws(() => requireColumns(x, ["b", "a"], "forest"), /those that the forest was fitted/);
  assert.throws(() => requireColumns(x, names, "forest"), RangeError);
});

Deno.test("requireLength() refuses longer and shorter rows", () => {
  requireLength(new Float32Array(3), 3);
  assert.throws(() => requireLength(new Float32Array(2), 3), /2 columns in place of 3/);
});
