import assert from "node:assert/strict";
import fc from "fast-check";
import type { Detector } from "../detectors/detector.ts";
import type { Matrix } from "../learning/matrix.ts";
import type { Frame } from "../learning/features/frame.ts";
import { scoreRows } from "./score_rows.ts";

/** Its score is the sum of a window: the row and the `context` rows before it in its sequence. */
function windowSum(context: number | undefined, seen: Matrix[] = []): Detector {
  const score = (x: Matrix) => {
    seen.push({ ...x, data: x.data.slice() });
    return Promise.resolve(Float32Array.from(x.data, (_, row) => {
      const first = Math.max(x.starts?.[row] ?? 0, row - (context ?? 0));
      return x.data.subarray(first, row + 1).reduce((sum, value) => sum + value, 0);
    }));
  };
  return { context, score } as unknown as Detector;
}

const pipeline = {
  names: ["x"],
  transform(frame: Frame, rows: Uint32Array | null, into: Float32Array): Matrix {
    const [column] = frame.columns;
    if (column.type !== "numeric") throw new TypeError();
    rows!.forEach((row, i) => into[i] += column.values[row]);
    return { data: into, rows: rows!.length, cols: 1, names: this.names };
  },
};

function frameOf(values: Float32Array): Frame {
  return { rows: values.length, columns: [{ type: "numeric", name: "x", values }] };
}

Deno.test("scoreRows() gives windows the rows before them, whatever the blocks", async () => {
  const table = fc.array(
    fc.tuple(fc.integer({ min: 0, max: 99 }), fc.integer({ min: -1, max: 2 })),
    {
      minLength: 1,
      maxLength: 40,
    },
  );
  await fc.assert(fc.asyncProperty(
    table,
    fc.integer({ min: 1, max: 5 }),
    fc.integer({ min: 1, max: 12 }),
    fc.boolean(),
    async (table, context, blockRows, bySequence) => {
      const values = Float32Array.from(table, ([value]) => value);
      const sequences = bySequence ? Int32Array.from(table, ([, code]) => code) : null;
      const rows = Uint32Array.from(table.keys()).filter((row) => row % 3 !== 1);
      const fractions: number[] = [];
      const scores = await scoreRows(
        windowSum(context),
        pipeline,
        { frame: frameOf(values), rows, sequences },
        (fraction) => fractions.push(fraction),
        blockRows,
      );
      const expected = Array.from(rows, (row, position) => {
        const earlier = rows.slice(0, position + 1)
          .filter((each) => !sequences || sequences[each] === sequences[row]);
        return earlier.slice(-context - 1).reduce((sum, each) => sum + values[each], 0);
      });
      assert.deepEqual([...scores], expected);
      assert.equal(fractions.at(-1), 1);
    },
  ));
});

Deno.test("scoreRows() leaves order and blocks alone where there is no context", async () => {
  const seen: Matrix[] = [];
  const frame = frameOf(Float32Array.of(5, 6, 7, 8, 9));
  const rows = Uint32Array.of(0, 1, 3, 4);
  const sequences = Int32Array.of(1, 0, 0, 1, 0);
  const detector = windowSum(undefined, seen);
  const scores = await scoreRows(detector, pipeline, { frame, rows, sequences }, () => {}, 3);
  assert.deepEqual([...scores], [5, 6, 8, 9]);
  assert.deepEqual(seen.map(({ data }) => [...data]), [[5, 6, 8], [9]]);
  assert.ok(seen.every(({ starts }) => starts === undefined));
});
