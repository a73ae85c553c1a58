import assert from "node:assert/strict";
import fc from "fast-check";
import { MIN_NORMAL_ROWS, selectNormalRows, splitRows } from "./select_rows.ts";

Deno.test("splitRows() gives each row to one part, ascending", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 2, max: 500 }),
      fc.double({ min: 0.01, max: 0.99, noNaN: true }),
      fc.nat(),
      (rows, share, seed) => {
        const [first, second] = splitRows(rows, share, seed);
        assert.ok(first.length > 0 && second.length > 0);
        assert.ok(Math.abs(second.length - rows * share) <= 1);
        const all = [...first, ...second].sort((a, b) => a - b);
        assert.deepEqual(all, Array.from({ length: rows }, (_, index) => index));
        for (const part of [first, second]) assert.deepEqual(part, part.toSorted());
      },
    ),
  );
});

Deno.test("splitRows() depends on the seed alone", () => {
  assert.deepEqual(splitRows(100, 0.3, 1), splitRows(100, 0.3, 1));
  assert.notDeepEqual(splitRows(100, 0.3, 1), splitRows(100, 0.3, 2));
});

Deno.test("selectNormalRows() never takes an attack and holds a tenth out", () => {
  const candidates = Uint32Array.from({ length: 1000 }, (_, index) => index * 2);
  const isAttack = (row: number) => row % 3 === 0;
  const { fit, heldOut } = selectNormalRows(candidates, isAttack, 5);
  const normal = candidates.filter((row) => !isAttack(row));
  assert.deepEqual(Uint32Array.from([...fit, ...heldOut]).sort(), normal);
  assert.equal(heldOut.length, Math.round(normal.length / 10));
});

Deno.test("selectNormalRows() takes all rows for normal where labels are missing", () => {
  const { fit, heldOut } = selectNormalRows(Uint32Array.from({ length: 50 }, (_, i) => i), null, 1);
  assert.equal(fit.length + heldOut.length, 50);
});

Deno.test("selectNormalRows() refuses too few normal rows", () => {
  const candidates = Uint32Array.from({ length: MIN_NORMAL_ROWS }, (_, index) => index);
  assert.throws(() => selectNormalRows(candidates, (row) => row === 0, 1), RangeError);
});
