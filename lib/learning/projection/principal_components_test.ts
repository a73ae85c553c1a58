import assert from "node:assert/strict";
import { createRandom } from "../../base/random.ts";
import { sharedArray } from "../../compute/rows/pool.ts";
import { principalComponents } from "./principal_components.ts";

function shared(rows: number[][]) {
  const data = sharedArray(Float32Array, rows.length * rows[0].length);
  data.set(rows.flat());
  return { data, rows: rows.length, cols: rows[0].length };
}

Deno.test("principalComponents() measures rows along the line that they lie on", async () => {
  const rows = Array.from({ length: 21 }, (_, i) => [10 + 3 * (i - 10), 5 + 4 * (i - 10), 7]);
  const { scores, shares } = await principalComponents(shared(rows), 2);
  assert.equal(scores.cols, 2);
  for (let i = 0; i < 21; i++) {
    assert.ok(Math.abs(scores.data[2 * i] - 5 * (i - 10)) < 1e-4);
    assert.ok(Math.abs(scores.data[2 * i + 1]) < 1e-4);
  }
  assert.ok(Math.abs(shares[0] - 1) < 1e-6 && shares[1] < 1e-6);
});

Deno.test("principalComponents() with all directions keeps distances", async () => {
  const random = createRandom(4);
  const rows = Array.from({ length: 30 }, () => Array.from({ length: 5 }, () => random.normal()));
  const { scores, shares } = await principalComponents(shared(rows), 99);
  assert.equal(scores.cols, 5);
  assert.ok(Math.abs(shares.reduce((sum, share) => sum + share, 0) - 1) < 1e-9);
  assert.deepEqual(shares, shares.toSorted((a, b) => b - a));
  const at = (row: number) => [...scores.data.subarray(5 * row, 5 * row + 5)];
  const between = (a: number[], b: number[]) => Math.hypot(...a.map((value, i) => value - b[i]));
  for (let i = 1; i < 30; i++) {
    assert.ok(Math.abs(between(at(0), at(i)) - between(rows[0], rows[i])) < 1e-4);
  }
});

Deno.test("principalComponents() takes rows that do not vary, and a single column", async () => {
  const { scores, shares } = await principalComponents(shared([[2], [2], [2]]), 2);
  assert.deepEqual([...scores.data], [0, 0, 0]);
  assert.deepEqual(shares, [0]);
});

Deno.test("principalComponents() takes a single row, and rows that are all equal", async () => {
  for (const rows of [[[3, 4, 5]], Array.from({ length: 12 }, () => [3, 4, 5])]) {
    const { scores, shares } = await principalComponents(shared(rows), 2);
    assert.deepEqual([scores.rows, scores.cols], [rows.length, 2]);
    assert.ok(scores.data.every((value) => value === 0), `${scores.data}`);
    assert.deepEqual(shares, [0, 0]);
  }
});
