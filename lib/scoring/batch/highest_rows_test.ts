import assert from "node:assert/strict";
import fc from "fast-check";
import { HighestRowsOf } from "./highest_rows.ts";

Deno.test("HighestRowsOf keeps what sorting all rows gives", () => {
  const row = fc.record({
    score: fc.integer({ min: 0, max: 12 }),
    label: fc.constantFrom("normal", "smurf", null),
  });
  fc.assert(fc.property(fc.array(row), fc.integer({ min: 1, max: 5 }), (rows, limit) => {
    const highest = new HighestRowsOf(limit);
    rows.forEach(({ score, label }, index) => {
      if (score < highest.least) return;
      highest.add({ row: index + 1, score, label, attack: null, flagged: false, severity: null });
    });
    const kinds = new Map<
      string,
      { row: number; score: number; label: string | null; n: number }
    >();
    rows.forEach(({ score, label }, index) => {
      const known = kinds.get(`${score} ${label}`);
      if (known) known.n++;
      else kinds.set(`${score} ${label}`, { row: index + 1, score, label, n: 1 });
    });
    const expected = [...kinds.values()].sort((a, b) => b.score - a.score || a.row - b.row);
    assert.deepEqual(
      highest.rows().map(({ row, score, label, records }) => ({ row, score, label, n: records })),
      expected.slice(0, limit),
    );
  }));
});
