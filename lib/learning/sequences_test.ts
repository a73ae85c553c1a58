import assert from "node:assert/strict";
import fc from "fast-check";
import { sequenceRows, startsWithin } from "./sequences.ts";

Deno.test("sequenceRows() puts rows of one sequence together, oldest first", () => {
  const { rows, positions, starts } = sequenceRows(
    Uint32Array.of(0, 1, 2, 4, 5, 6),
    Int32Array.of(1, 0, 1, 0, -1, 0, 1),
  );
  assert.deepEqual([...rows], [4, 1, 5, 0, 2, 6]);
  assert.deepEqual([...positions], [3, 1, 4, 0, 2, 5]);
  assert.deepEqual([...starts], [0, 1, 1, 3, 3, 3]);
});

Deno.test("sequenceRows() leaves rows as they are where all are one sequence", () => {
  const { rows, positions, starts } = sequenceRows(Uint32Array.of(3, 5, 9), null);
  assert.deepEqual([...rows], [3, 5, 9]);
  assert.deepEqual([...positions], [0, 1, 2]);
  assert.deepEqual([...starts], [0, 0, 0]);
});

Deno.test("sequenceRows() loses no row and mixes no sequences", () => {
  const codes = fc.array(fc.integer({ min: -1, max: 4 }), { minLength: 1, maxLength: 60 });
  fc.assert(fc.property(codes, fc.infiniteStream(fc.boolean()), (codes, choices) => {
    const sequences = Int32Array.from(codes);
    const chosen = Uint32Array.from(codes.keys()).filter(() => choices.next().value);
    const { rows, positions, starts } = sequenceRows(chosen, sequences);
    assert.deepEqual([...rows.toSorted()], [...chosen]);
    for (const [index, row] of rows.entries()) {
      assert.equal(chosen[positions[index]], row);
      const start = starts[index];
      assert.equal(starts[start], start);
      if (index > start) assert.ok(rows[index - 1] < row);
      const same = rows.subarray(start, index).every((each) => sequences[each] === sequences[row]);
      assert.ok(same && (start === 0 || sequences[rows[start - 1]] !== sequences[row]));
    }
  }));
});

Deno.test("startsWithin() counts from the first row of the part", () => {
  const starts = Uint32Array.of(0, 0, 0, 3, 3, 5);
  assert.deepEqual([...startsWithin(starts, 1, 6)], [0, 0, 2, 2, 4]);
  assert.deepEqual([...starts], [0, 0, 0, 3, 3, 5]);
});
