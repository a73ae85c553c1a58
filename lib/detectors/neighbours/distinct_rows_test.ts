import assert from "node:assert/strict";
import fc from "fast-check";
import { createRandom } from "../../base/random.ts";
import { matrixOf, smallMatrix } from "../isolation_forest/testing.ts";
import { drawDistinctRows } from "./distinct_rows.ts";

const listOf = ({ data, rows, cols }: { data: Float32Array; rows: number; cols: number }) =>
  Array.from({ length: rows }, (_, row) => data.slice(row * cols, (row + 1) * cols).join());

Deno.test("drawDistinctRows() takes each kind of row once", async () => {
  await fc.assert(
    fc.asyncProperty(smallMatrix, fc.integer({ min: 1, max: 40 }), async (x, most) => {
      const drawn = listOf(await drawDistinctRows(x, most, createRandom(1)));
      const kinds = new Set(listOf(x));
      assert.equal(drawn.length, Math.min(most, kinds.size));
      assert.equal(new Set(drawn).size, drawn.length);
      assert.ok(drawn.every((row) => kinds.has(row)));
    }),
  );
});

Deno.test("drawDistinctRows() draws each kind of row as often as any other", async () => {
  const x = matrixOf([[0], [1], [1], [1], [1], [2], [2], [3], [-0]]);
  const times = new Uint32Array(4);
  for (let seed = 0; seed < 400; seed++) {
    for (const row of (await drawDistinctRows(x, 2, createRandom(seed))).data) times[row]++;
  }
  assert.ok(times.every((count) => Math.abs(count - 200) < 40), `${times}`);
});
