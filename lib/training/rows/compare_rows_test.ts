import assert from "node:assert/strict";
import fc from "fast-check";
import { compareRows, type FrameRows } from "./compare_rows.ts";

type Row = [bytes: number, service: string, label: string];

/** A frame whose categories come in its own order. */
function frame(rows: Row[], order: (a: string, b: string) => number): FrameRows {
  const coded = (words: string[]) => {
    const names = [...new Set(words)].sort(order);
    return { names, codes: Int32Array.from(words, (word) => names.indexOf(word)) };
  };
  const service = coded(rows.map((row) => row[1]));
  return {
    rows: Uint32Array.from(rows, (_, index) => index),
    labels: coded(rows.map((row) => row[2])),
    frame: {
      rows: rows.length,
      columns: [
        { type: "numeric", name: "bytes", values: Float32Array.from(rows, (row) => row[0]) },
        { type: "categorical", name: "service", codes: service.codes, categories: service.names },
      ],
    },
  };
}

const rows = fc.array(
  fc.tuple(
    fc.integer({ min: 0, max: 3 }),
    fc.constantFrom("http", "smtp", "ftp"),
    fc.constantFrom("normal", "smurf"),
  ),
  { maxLength: 30 },
);

Deno.test("compareRows() counts equal rows, whatever the category codes", () => {
  fc.assert(fc.property(rows, rows, (train: Row[], test: Row[]) => {
    const seen = new Set(train.map((row) => row.join()));
    const asked = new Set(test.map((row) => row.join()));
    const counted = compareRows(
      frame(train, (a, b) => a < b ? -1 : 1),
      frame(test, (a, b) => a < b ? 1 : -1),
    );
    assert.deepEqual(counted, {
      trainDuplicates: train.length - seen.size,
      testDuplicates: test.length - asked.size,
      overlap: test.filter((row) => seen.has(row.join())).length,
    });
  }));
});

Deno.test("compareRows() leaves labels out where one side has none", () => {
  const train = frame([[1, "http", "normal"]], () => 0);
  const test = { ...frame([[1, "http", "smurf"]], () => 0), labels: null };
  assert.equal(compareRows(train, test).overlap, 1);
});

Deno.test("compareRows() looks at the rows named only", () => {
  const train = frame([[1, "http", "normal"], [2, "http", "normal"]], () => 0);
  const test = frame([[1, "http", "normal"], [2, "http", "normal"]], () => 0);
  assert.equal(compareRows({ ...train, rows: Uint32Array.of(1) }, test).overlap, 1);
});
