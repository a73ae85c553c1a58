import assert from "node:assert/strict";
import fc from "fast-check";
import { NearestRows } from "./nearest_rows.ts";

const value = fc.integer({ min: -3, max: 3 });

Deno.test("NearestRows finds what sorting all rows finds, whatever the blocks", () => {
  fc.assert(fc.property(
    fc.array(fc.tuple(value, value), { minLength: 1, maxLength: 60 }),
    fc.tuple(value, value),
    fc.integer({ min: 1, max: 5 }),
    fc.integer({ min: 1, max: 20 }),
    (rows, point, limit, block) => {
      const nearest = new NearestRows(Float32Array.from(point), limit);
      for (let from = 0; from < rows.length; from += block) {
        const part = rows.slice(from, from + block);
        nearest.add(
          { data: Float32Array.from(part.flat()), cols: 2 },
          part.map((_, index) => from + index),
        );
      }
      const kinds = new Map<string, { row: number; distance: number; alike: number }>();
      rows.forEach((row, index) => {
        const known = kinds.get(String(row));
        if (known) known.alike++;
        else {
          const distance = Math.sqrt((row[0] - point[0]) ** 2 + (row[1] - point[1]) ** 2);
          kinds.set(String(row), { row: index, distance, alike: 1 });
        }
      });
      const expected = [...kinds.values()].sort((a, b) => a.distance - b.distance).slice(0, limit);
      const found = nearest.found();
      assert.deepEqual(
        found.map(({ distance }) => distance),
        expected.map(({ distance }) => distance),
      );
      for (const { row, distance, alike } of found) {
        const kind = kinds.get(String(rows[row]))!;
        assert.deepEqual({ row, distance, alike }, kind);
      }
    },
  ));
});
