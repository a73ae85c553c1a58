import assert from "node:assert/strict";
import fc from "fast-check";
import { CarriedRows } from "./carried_rows.ts";

Deno.test("CarriedRows gives each row those before it, however the rows are cut into blocks", () => {
  fc.assert(fc.property(
    fc.integer({ min: 0, max: 5 }),
    fc.array(fc.integer({ min: 0, max: 6 }), { maxLength: 12 }),
    fc.integer({ min: 0, max: 20 }),
    (context, blocks, memory) => {
      const rows = new CarriedRows(["x", "y"], context, new Float32Array(memory));
      let next = 0;
      for (const count of blocks) {
        const room = rows.room(count + 1);
        assert.deepEqual([...room], Array(2 * count + 2).fill(0));
        for (let row = 0; row < count; row++) room.set([next + row, -next - row], 2 * row);
        const { matrix: { data, rows: all, cols }, lead } = rows.block(count);
        assert.equal(lead, Math.min(context, next));
        assert.equal(all, lead + count);
        const expected = Array.from({ length: all }, (_, i) => next - lead + i);
        assert.deepEqual([...data], expected.flatMap((each) => [each, -each]));
        assert.equal(data.length, all * cols);
        rows.carry(count);
        next += count;
      }
    },
  ));
});
