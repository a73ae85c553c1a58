import assert from "node:assert/strict";
import { createRandom } from "../../../base/random.ts";
import { correlatedColumns } from "./correlation.ts";

const rows = Uint32Array.of(0, 1, 2, 3);

function find(columns: number[][], limit: number) {
  const transform = (rows: Uint32Array) => ({
    data: Float32Array.from([...rows].flatMap((row) => columns.map((column) => column[row]))),
    rows: rows.length,
    cols: columns.length,
    names: columns.map((_, i) => `c${i}`),
  });
  return correlatedColumns(rows, transform, [...columns.keys()], limit)
    .map(({ column, earlier, coefficient }) => [
      column,
      earlier,
      Math.round(coefficient * 1e4) / 1e4,
    ]);
}

Deno.test("correlatedColumns() compares with the earlier columns that stay", () => {
  const up = [1, 2, 3, 4];
  const nearly = [1, 2, 4, 3];
  const folded = [1, -1, -1, 1];
  assert.deepEqual(find([up, nearly, folded], 0.81), []);
  assert.deepEqual(find([up, nearly, folded], 0.8), [[1, 0, 0.8]]);
  assert.deepEqual(find([up, nearly.map((x) => -x), up, folded], 0.8), [
    [1, 0, -0.8],
    [2, 0, 1],
  ]);
});

Deno.test("correlatedColumns() finds copies among 32-bit numbers, but no near copies", () => {
  const random = createRandom(1);
  const values = Array.from({ length: 4 }, () => random.normal());
  const copy = values.map((value) => Math.fround(value / 3 + 0.1));
  const other = values.map((value, i) => value + (i === 0 ? 0.01 : 0));
  assert.deepEqual(find([values, copy, other], 1).map(([column]) => column), [1]);
});

Deno.test("correlatedColumns() leaves constant columns alone", () => {
  assert.deepEqual(find([[0.1, 0.1, 0.1, 0.1], [0.1, 0.1, 0.1, 0.1], [1, 2, 3, 4]], 0.5), []);
});
