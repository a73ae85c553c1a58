import assert from "node:assert/strict";
import fc from "fast-check";
import { SequenceWindows } from "./sequence_windows.ts";

/** The sum of a row and the `context` rows before it in its sequence. */
function windowSums(values: number[], codes: number[], context: number): number[] {
  return values.map((_, row) => {
    const sequence = codes.flatMap((code, index) =>
      index <= row && code === codes[row] ? [values[index]] : []
    );
    return sequence.slice(-context - 1).reduce((sum, value) => sum + value, 0);
  });
}

Deno.test("SequenceWindows gives windows as if the dataset were one block", () => {
  const row = fc.tuple(fc.integer({ min: 0, max: 99 }), fc.integer({ min: -1, max: 3 }));
  fc.assert(fc.property(
    fc.array(row, { maxLength: 60 }),
    fc.integer({ min: 1, max: 4 }),
    fc.integer({ min: 1, max: 12 }),
    fc.boolean(),
    (rows, context, blockRows, sequenced) => {
      const values = rows.map(([value]) => value);
      const codes = rows.map(([, code]) => sequenced ? code : 0);
      const windows = new SequenceWindows(context);
      const sums: number[] = [];
      for (let from = 0; from < rows.length; from += blockRows) {
        const data = Float32Array.from(values.slice(from, from + blockRows));
        const { matrix, places } = windows.extend(
          { data, rows: data.length, cols: 1, names: ["x"] },
          sequenced ? Int32Array.from(codes.slice(from, from + blockRows)) : null,
        );
        for (const place of places) {
          const first = Math.max(matrix.starts![place], place - context);
          sums.push(matrix.data.subarray(first, place + 1).reduce((sum, value) => sum + value, 0));
        }
      }
      assert.deepEqual(sums, windowSums(values, codes, context));
    },
  ));
});
