import assert from "node:assert/strict";
import { divideRows, rowsOf } from "./parts.ts";

Deno.test("divideRows() gives normal rows to some members and all rows to the others", () => {
  const { all, normal, calibration } = divideRows(4, Uint8Array.of(0, 1, 0, 1), null);
  assert.deepEqual([[...all], [...normal], [...calibration]], [[0, 1, 2, 3], [0, 2], []]);
  const unlabelled = divideRows(3, undefined, null);
  assert.deepEqual([...unlabelled.normal], [0, 1, 2]);
});

Deno.test("divideRows() sets a tenth of the normal rows aside, the same for the same seed", () => {
  const labels = Uint8Array.from({ length: 60 }, (_, row) => row % 3 === 0 ? 1 : 0);
  const { all, normal, calibration } = divideRows(60, labels, 7);
  assert.equal(calibration.length, 4);
  assert.ok(calibration.every((row) => labels[row] === 0));
  assert.deepEqual([...calibration], [...calibration].toSorted((a, b) => a - b));
  assert.equal(all.length, 56);
  assert.equal(normal.length, 36);
  const aside = new Set(calibration);
  assert.ok(!all.some((row) => aside.has(row)) && !normal.some((row) => aside.has(row)));
  assert.deepEqual(divideRows(60, labels, 7).calibration, calibration);
  assert.notDeepEqual(divideRows(60, labels, 8).calibration, calibration);
});

Deno.test("divideRows() refuses to set the only normal row aside", () => {
  assert.throws(() => divideRows(2, Uint8Array.of(0, 1), 1), RangeError);
  assert.equal(divideRows(2, undefined, 1).normal.length, 1);
});

Deno.test("rowsOf() keeps rows in their sequences", () => {
  const x = {
    data: Float32Array.from({ length: 12 }, (_, i) => i),
    rows: 6,
    cols: 2,
    names: ["a", "b"],
    starts: Uint32Array.of(0, 0, 0, 3, 3, 5),
  };
  const part = rowsOf(x, Uint32Array.of(1, 2, 4, 5));
  assert.deepEqual([...part.data], [2, 3, 4, 5, 8, 9, 10, 11]);
  assert.deepEqual([...part.starts!], [0, 0, 2, 3]);
  assert.deepEqual([part.rows, part.cols, part.names], [4, 2, ["a", "b"]]);
  assert.equal(rowsOf(x, Uint32Array.of(0, 1, 2, 3, 4, 5)), x);
});
