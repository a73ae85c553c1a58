import assert from "node:assert/strict";
import fc from "fast-check";
import type { Matrix } from "../../matrix.ts";
import { differingShares } from "./near_constant.ts";

function matrix(rows: number[][]): Matrix {
  const cols = rows[0]?.length ?? 0;
  return {
    data: Float32Array.from(rows.flat()),
    rows: rows.length,
    cols,
    names: Array.from({ length: cols }, (_, i) => `c${i}`),
  };
}

Deno.test("differingShares() counts over all blocks what differs from the most common value", () => {
  const blocks = [matrix([[7, 1, 0], [7, 2, 0]]), matrix([[7, 2, 1], [7, 2, 2], [7, 2, 3]])];
  assert.deepEqual([...differingShares(() => blocks, 3)], [0, 0.2, 1]);
});

Deno.test("differingShares() agrees with a count of every value", () => {
  const values = fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 1, maxLength: 20 });
  fc.assert(fc.property(values, (values) => {
    const most = Math.max(...[0, 1, 2].map((v) => values.filter((value) => value === v).length));
    const differing = values.length - most;
    const expected = 2 * differing < values.length ? differing / values.length : 1;
    assert.deepEqual(
      [...differingShares(() => values.map((value) => matrix([[value]])), 1)],
      [expected],
    );
  }));
});
