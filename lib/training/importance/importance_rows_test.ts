import assert from "node:assert/strict";
import type { Frame } from "../../learning/features/frame.ts";
import { importanceRows } from "./importance_rows.ts";

/** The matrix is the row numbers. */
const pipeline = {
  transform(_frame: Frame, rows: Uint32Array | null = null) {
    const data = Float32Array.from(rows!);
    return { data, rows: data.length, cols: 1, names: ["row"] };
  },
};
const COUNT = 1000;
const test = {
  frame: { rows: COUNT, columns: [] },
  rows: Uint32Array.from({ length: COUNT }, (_, row) => row),
  sequences: null,
  isAttack: (row: number) => row % 20 === 0,
};

Deno.test("importanceRows() takes all rows of a small test", () => {
  const { matrix, truth } = importanceRows(pipeline, test, { context: 0, seed: 1 });
  assert.deepEqual(matrix.data, Float32Array.from(test.rows));
  assert.equal(truth!.reduce((sum, each) => sum + each, 0), 50);
  assert.equal(matrix.starts, undefined);
});

Deno.test("importanceRows() takes as many attacks as it can of a large test", () => {
  const draw = (seed: number) => importanceRows(pipeline, test, { context: 0, seed, most: 200 });
  const { matrix, truth } = draw(1);
  assert.equal(matrix.rows, 200);
  assert.equal(truth!.reduce((sum, each) => sum + each, 0), 50);
  assert.deepEqual([...matrix.data], [...new Set(matrix.data)].sort((a, b) => a - b));
  assert.deepEqual(draw(1).matrix, matrix);
  assert.notDeepEqual(draw(2).matrix.data, matrix.data);
});

Deno.test("importanceRows() takes stretches where the rows before a row count", () => {
  const sequences = Int32Array.from(test.rows, (row) => row % 2);
  const { matrix, truth } = importanceRows(
    pipeline,
    { ...test, sequences },
    { context: 3, seed: 1, most: 200 },
  );
  const { data, starts } = matrix;
  assert.ok(matrix.rows > 100 && matrix.rows <= 200, `${matrix.rows} rows`);
  assert.deepEqual([...truth!], Array.from(data, (row) => test.isAttack(row) ? 1 : 0));
  for (let i = 0; i < matrix.rows; i++) {
    if (starts![i] === i) continue;
    assert.equal(data[i], data[i - 1] + 2);
    assert.equal(starts![i], starts![i - 1]);
  }
  const sequencesBegun = starts!.filter((start, i) => start === i).length;
  assert.ok(sequencesBegun >= 2 && sequencesBegun <= 5, `${sequencesBegun} stretches`);
});

Deno.test("importanceRows() draws from any rows where there is no truth", () => {
  const { matrix, truth } = importanceRows(
    pipeline,
    { ...test, isAttack: null },
    { context: 0, seed: 1, most: 10 },
  );
  assert.equal(matrix.rows, 10);
  assert.equal(truth, null);
});
