import assert from "node:assert/strict";
import type { ColumnProfile } from "../../resources/dataset.ts";
import type { Notation } from "../../values/notation.ts";
import { notationWarnings } from "./notation_warnings.ts";

const COMMA: Notation = { decimal: ",", unit: null, durations: false };

function column(values: number[], notation?: Notation): ColumnProfile {
  return {
    name: "Bytes",
    role: "numeric",
    reason: null,
    type: "numeric",
    missing: 0,
    infinite: 0,
    policy: "median",
    notation,
    distinct: values.length,
    min: Math.min(...values),
    max: Math.max(...values),
    mean: null,
    std: null,
    top: values.map((value) => ({ value: String(value), count: 1 })),
    histogram: null,
  };
}

function warnings(values: number[], own?: Notation, learned: Notation | undefined = COMMA) {
  return notationWarnings(
    [{ name: "bytes", notation: learned }],
    [column(values, own)],
    new Map([["bytes", "Bytes"]]),
  );
}

Deno.test("notationWarnings() names columns whose points may group thousands", () => {
  const [sentence, ...others] = warnings([12.519, 3.2]);
  assert.match(sentence, /^Points in "Bytes" were read as decimal points/);
  assert.equal(others.length, 0);
});

Deno.test("notationWarnings() says nothing where both are written alike, or no point is there", () => {
  assert.deepEqual(warnings([12.519], COMMA), []);
  assert.deepEqual(warnings([12519, 3]), []);
  assert.deepEqual(
    notationWarnings([{ name: "bytes" }], [column([12.519])], new Map([["bytes", "Bytes"]])),
    [],
  );
});
