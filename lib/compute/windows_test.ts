import assert from "node:assert/strict";
import fc from "fast-check";
import { gatherWindows } from "./windows.ts";

/** Rows of one column, which count from 0. */
function counting(rows: number, starts?: number[]) {
  return {
    data: Float32Array.from({ length: rows }, (_, row) => row),
    rows,
    columns: 1,
    starts: starts && Uint32Array.from(starts),
  };
}

Deno.test("gatherWindows() repeats the first row where a window would reach beyond it", () => {
  const windows = gatherWindows(counting(5), 3, Uint32Array.of(4, 0, 1), new Float32Array(9));
  assert.deepEqual([...windows], [2, 3, 4, 0, 0, 0, 0, 0, 1]);
});

Deno.test("gatherWindows() never lets a window reach into another sequence", () => {
  const samples = counting(5, [0, 0, 2, 2, 4]);
  const windows = gatherWindows(samples, 3, Uint32Array.of(1, 2, 3, 4), new Float32Array(12));
  assert.deepEqual([...windows], [0, 0, 1, 2, 2, 2, 2, 2, 3, 4, 4, 4]);
});

Deno.test("gatherWindows() copies whole rows and writes no more than it says", () => {
  const samples = { data: Float32Array.of(1, 2, 3, 4, 5, 6), rows: 3, columns: 2 };
  const target = new Float32Array(10).fill(-1);
  const windows = gatherWindows(samples, 2, Uint32Array.of(2, 0), target);
  assert.deepEqual([...windows], [3, 4, 5, 6, 1, 2, 1, 2]);
  assert.deepEqual([...target.subarray(8)], [-1, -1]);
  assert.equal(windows.buffer, target.buffer);
});

Deno.test("gatherWindows() ends each window with its row, in order, within its sequence", () => {
  const lengths = fc.array(fc.integer({ min: 1, max: 8 }), { minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(lengths, fc.integer({ min: 1, max: 10 }), (lengths, steps) => {
      const starts = lengths.flatMap((length, i) => {
        const start = lengths.slice(0, i).reduce((sum, length) => sum + length, 0);
        return new Array<number>(length).fill(start);
      });
      const samples = counting(starts.length, starts);
      const rows = Uint32Array.from(samples.data);
      const windows = gatherWindows(samples, steps, rows, new Float32Array(rows.length * steps));
      rows.forEach((row) => {
        const window = windows.subarray(row * steps, (row + 1) * steps);
        assert.equal(window.at(-1), row);
        window.forEach((value, step) => {
          assert.equal(starts[value], starts[row]);
          const age = steps - 1 - step;
          assert.equal(value, Math.max(starts[row], row - age));
        });
      });
    }),
  );
});
