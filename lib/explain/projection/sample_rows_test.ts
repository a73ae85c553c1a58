import assert from "node:assert/strict";
import { LEAST_OF_A_LABEL, sampleRows } from "./sample_rows.ts";

const [COMMON, RARE] = [3000, 50];
const TOTAL = COMMON + RARE;

/** Every third row of a dataset; the last 50 are of a rare label. */
const testRows = {
  rowNumbers: Uint32Array.from({ length: TOTAL }, (_, i) => 3 * i),
  labels: {
    codes: Int32Array.from({ length: TOTAL }, (_, i) => i < COMMON ? 0 : 1),
    names: ["normal", "worm"],
  },
};

Deno.test("sampleRows() draws rows of rare labels too, by the seed", () => {
  const draw = (seed: number) => sampleRows(testRows, (row) => row, { sample: 200, seed });
  const { positions, copies, distinctRows } = draw(1);
  assert.equal(positions.length, 200);
  assert.ok(positions.filter((position) => position >= COMMON).length >= LEAST_OF_A_LABEL);
  assert.ok(copies.every((count) => count === 1));
  assert.equal(distinctRows, TOTAL);
  assert.deepEqual(draw(1), draw(1));
  assert.notDeepEqual(draw(2).positions, positions);
});

Deno.test("sampleRows() draws the first of equal rows and counts them", () => {
  const hashOf = (row: number) => row / 3 % 10;
  const { positions, copies, distinctRows } = sampleRows(testRows, hashOf, {
    sample: 100,
    seed: 1,
  });
  assert.equal(distinctRows, 20);
  const wanted = Array.from({ length: 20 }, (_, i) => i < 10 ? i : COMMON + i - 10);
  assert.deepEqual([...positions], wanted);
  assert.deepEqual([...copies], wanted.map((position) => position < COMMON ? 300 : 5));
});

Deno.test("sampleRows() takes rows without labels", () => {
  const { positions, distinctRows } = sampleRows(
    { ...testRows, labels: null },
    (row) => row % 2,
    { sample: 100, seed: 1 },
  );
  assert.deepEqual([...positions], [0, 1]);
  assert.equal(distinctRows, 2);
});
