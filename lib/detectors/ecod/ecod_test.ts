import assert from "node:assert/strict";
import fc from "fast-check";
import type { Matrix } from "../../learning/matrix.ts";
import { createEcod } from "./ecod.ts";
import { matrixOf, smallMatrix } from "../isolation_forest/testing.ts";

/** The paper's algorithm on the rows themselves, as published. */
function reference({ data, rows, cols }: Matrix): number[] {
  const column = (col: number) => Array.from({ length: rows }, (_, row) => data[row * cols + col]);
  const skewness = (values: number[]) => {
    const mean = values.reduce((sum, v) => sum + v, 0) / rows;
    const moment = (p: number) => values.reduce((sum, v) => sum + (v - mean) ** p, 0) / rows;
    const value = moment(2) > 0 ? moment(3) / moment(2) ** 1.5 : 0;
    // A symmetric column leans to neither side, whatever rounding says.
    return Math.abs(value) < 1e-9 ? 0 : value;
  };
  return Array.from({ length: rows }, (_, row) => {
    let [left, right, auto] = [0, 0, 0];
    for (let col = 0; col < cols; col++) {
      const values = column(col);
      const l = -Math.log(values.filter((v) => v <= values[row]).length / rows);
      const r = -Math.log(values.filter((v) => v >= values[row]).length / rows);
      left += l;
      right += r;
      auto += skewness(values) < 0 ? l : r;
    }
    return Math.max(left, right, auto);
  });
}

Deno.test("ECOD scores training rows as the paper does", async () => {
  await fc.assert(
    fc.asyncProperty(smallMatrix, async (x) => {
      const detector = createEcod();
      await detector.fit(x, { seed: 1 });
      const scores = await detector.score(x);
      reference(x).forEach((expected, row) => {
        assert.ok(Math.abs(scores[row] - expected) < 1e-5);
      });
    }),
    { numRuns: 50 },
  );
});

Deno.test("ECOD takes the tail that a column leans to, as worked out by hand", async () => {
  // c0 leans to the right (skewness > 0), c1 to the left.
  const x = matrixOf([[0, 9], [0, 9], [0, 9], [9, 0]]);
  const detector = createEcod();
  await detector.fit(x, { seed: 1 });
  // Row 0: left tails 3/4 and 1, right tails 1 and 3/4, by skewness 1 and 1.
  // Row 3: left tails 1 and 1/4, right tails 1/4 and 1, by skewness 1/4 and 1/4.
  const scores = await detector.score(x);
  assert.deepEqual([...scores], [4 / 3, 4 / 3, 4 / 3, 16].map((v) => Math.fround(Math.log(v))));
  const weights = (await detector.explain(Float32Array.of(9, 0))).map(({ weight }) => weight);
  assert.deepEqual(weights, [Math.log(4), Math.log(4)]);
});

Deno.test("ECOD ranks a row beyond all others higher than the outermost one", async () => {
  const x = matrixOf([[1], [2], [3], [4]]);
  const detector = createEcod();
  await detector.fit(x, { seed: 1 });
  const [outermost, beyond] = await detector.score(matrixOf([[4], [5]]));
  assert.equal(outermost, Math.fround(Math.log(4)));
  assert.equal(beyond, Math.fround(Math.log(5)));
});
