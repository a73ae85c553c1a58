import assert from "node:assert/strict";
import { countValues } from "../columns/value_counts.ts";
import { lookUp, type Tails, tailsOf } from "./tails.ts";

const at = (tails: Tails, rows: number, value: number) => {
  const parts = { left: 0, right: 0 };
  lookUp(tails, rows, 0, tails.values.length, value, parts);
  return [Math.exp(-parts.left), Math.exp(-parts.right)].map((share) => Number(share.toFixed(9)));
};

Deno.test("lookUp() gives the share of rows on either side, the value included", () => {
  const tails = tailsOf(countValues({ data: Float32Array.of(1, 2, 2, 4), rows: 4, cols: 1 }, 0));
  assert.deepEqual(at(tails, 4, 1), [0.25, 1]);
  assert.deepEqual(at(tails, 4, 2), [0.75, 0.75]);
  assert.deepEqual(at(tails, 4, 3), [0.75, 0.25]);
  assert.deepEqual(at(tails, 4, 4), [1, 0.25]);
});

Deno.test("lookUp() counts a value beyond all rows as one of one row more", () => {
  const tails = tailsOf(countValues({ data: Float32Array.of(1, 2, 2, 4), rows: 4, cols: 1 }, 0));
  assert.deepEqual(at(tails, 4, 0), [0.2, 1]);
  assert.deepEqual(at(tails, 4, 5), [1, 0.2]);
});

Deno.test("tailsOf() keeps the tails of many values exactly, and the rest nearly", () => {
  const rows = 300_000;
  const data = Float32Array.from({ length: rows }, (_, i) => i);
  const tails = tailsOf(countValues({ data, rows, cols: 1 }, 0));
  assert.equal(tails.values.length, 65_536);
  assert.equal(new Set(tails.values).size, 65_536);
  for (const value of [0, 1, 16_383, rows - 1, rows - 16_384, 16_390, 99_999, 250_001]) {
    const [left, right] = at(tails, rows, value);
    const isOutermost = value < 16_384 || value >= rows - 16_384;
    const tolerance = isOutermost ? 1e-8 : 9 / rows;
    assert.ok(Math.abs(left - (value + 1) / rows) <= tolerance, `${value}: ${left}`);
    assert.ok(Math.abs(right - (rows - value) / rows) <= tolerance, `${value}: ${right}`);
  }
});
