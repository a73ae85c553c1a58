import assert from "node:assert/strict";
import type { Evaluator } from "../../compute/trainer.ts";
import { matrixOf } from "../neural/testing.ts";
import { normalMedians, occlude } from "./occlusion.ts";

/** A network whose output is a weighted sum of the columns. */
function linear(...weights: number[]): Evaluator {
  return {
    facts: { engine: "tfjs", threads: 1, fusedMultiplyAdd: false },
    outputs: ({ data, columns, starts }, from, to) =>
      Float32Array.from({ length: to - from }, (_, i) => {
        assert.equal(starts![from + i], from + i, "each row is its own sequence");
        const row = data.subarray((from + i) * columns, (from + i + 1) * columns);
        return row.reduce((sum, value, column) => sum + value * weights[column % 3], 0);
      }),
    errors: () => Promise.reject(),
    probabilities: () => Promise.reject(),
    [Symbol.dispose]() {},
  };
}

Deno.test("normalMedians() takes the median of each column over normal rows", () => {
  const x = matrixOf(Float32Array.of(1, 10, 900, 900, 3, 30, 2, -5), 2);
  assert.deepEqual(normalMedians(x, Uint8Array.of(0, 1, 0, 0)), Float32Array.of(2, 10));
});

Deno.test("normalMedians() of many rows looks at evenly spaced ones", () => {
  const rows = 40_000;
  const x = matrixOf(Float32Array.from({ length: rows }, (_, row) => row), 1);
  const [median] = normalMedians(x, new Uint8Array(rows));
  assert.ok(Math.abs(median - rows / 2) < 10);
});

Deno.test("occlude() gives what changes when a column becomes usual", () => {
  const row = Float32Array.of(4, 5, 6);
  const parts = occlude(linear(2, -1, 3), row, [1, 5, 8]);
  assert.deepEqual(parts, [
    { column: 0, weight: 6 },
    { column: 1, weight: 0 },
    { column: 2, weight: -6 },
  ]);
});

Deno.test("occlude() takes more columns than fit into a chunk", () => {
  const row = new Float32Array(600).fill(1);
  const parts = occlude(linear(2, -1, 3), row, new Float32Array(600));
  parts.forEach(({ column, weight }) => assert.equal(weight, [2, -1, 3][column % 3]));
});
