import assert from "node:assert/strict";
import { filled, firstIndices } from "../../base/typed_arrays.ts";
import { drawFlagged } from "./draw_flagged.ts";

const ROWS = 400;

const judged = (threshold: number) => {
  const scores = filled(new Float32Array(ROWS), (row) => row % 100);
  return {
    scores,
    flags: filled(new Uint8Array(ROWS), (row) => scores[row] > threshold ? 1 : 0),
    rowNumbers: firstIndices(ROWS),
  };
};

Deno.test("drawFlagged() draws flagged rows alone, each equally often", () => {
  const drawn = new Uint32Array(ROWS + 1);
  for (let seed = 0; seed < 500; seed++) {
    const { flagged, records } = drawFlagged(judged(49), 20, seed);
    assert.deepEqual([flagged, records.length], [200, 20]);
    for (const { row } of records) drawn[row]++;
  }
  const counts = [...drawn].filter((count) => count > 0);
  assert.equal(counts.length, 200);
  assert.ok(Math.min(...counts) > 20 && Math.max(...counts) < 90);
});

Deno.test("drawFlagged() keeps what is still flagged at another threshold", () => {
  const before = drawFlagged(judged(49), 20, 1).records;
  const after = new Set(drawFlagged(judged(79), 20, 1).records.map(({ row }) => row));
  const still = before.filter(({ score }) => score > 79);
  assert.ok(still.length > 3 && still.every(({ row }) => after.has(row)));
  assert.equal(drawFlagged(judged(98), 20, 1).records.length, 4);
});
