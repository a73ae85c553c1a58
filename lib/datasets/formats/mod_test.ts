import assert from "node:assert/strict";
import { kddLine } from "../testing.ts";
import { DatasetError } from "../../base/dataset_error.ts";
import { recogniseFormat } from "./mod.ts";

const recognise = (text: string, complete = true) => recogniseFormat({ text, complete });

Deno.test("recogniseFormat() tells KDD'99, NSL-KDD and CSV apart", () => {
  assert.equal(recognise(kddLine("normal.")).format, "kdd99");
  assert.equal(recognise(kddLine("normal")).format, "kdd99");
  assert.equal(recognise(kddLine("normal,21")).format, "nsl-kdd");
  assert.equal(recognise("a,b\n1,2\n").format, "csv");
});

Deno.test("recogniseFormat() sees past bad lines at the beginning", () => {
  const lines = ["garbage", "1,2,3", kddLine("normal."), kddLine("back."), kddLine("smurf.")];
  assert.equal(recognise(lines.join("\n")).format, "kdd99");
});

Deno.test("recogniseFormat() reads the header of a CSV with any delimiter", () => {
  for (const delimiter of [",", ";", "\t", "|"]) {
    const layout = recognise(
      `x${delimiter}"y ""z"""${delimiter}Label\n1${delimiter}2${delimiter}3\n`,
    );
    assert.equal(layout.delimiter, delimiter);
    assert.deepEqual(layout.columns, [
      { name: "x", type: "unknown" },
      { name: 'y "z"', type: "unknown" },
      { name: "Label", type: "categorical", role: "label" },
    ]);
  }
});

Deno.test("recogniseFormat() prefers the delimiter that the records agree with", () => {
  assert.equal(recognise("a,b;c,d;e,f\n1;2;3\n4;5;6\n").delimiter, ";");
});

Deno.test("recogniseFormat() names the fault of what it cannot read", () => {
  const cases: [string, RegExp][] = [
    ["@RELATION x\n", /ARFF/],
    ["@RELATION x\n@attribute a real\n", /no @data line/],
    ["@RELATION x\n@attribute a {b\n@data\n", /never closed in line 2/],
    ["@RELATION x\n@attribute a relational\n@data\n", /relational/],
    ["<?xml version='1.0'?>", /XML/],
    ['[{"a": 1},\n{"a": 2}]\n', /JSON.*NDJSON/],
    ['{\n"a": [1, 2]\n}\n', /JSON.*NDJSON/],
    ["#separator \\x09\n", /Zeek.*#fields/],
    ["one column\nof words\n", /not a table/],
    ["a,b\n", /header and no records/],
  ];
  for (const [text, message] of cases) {
    assert.throws(
      () => recognise(text),
      (error) => error instanceof DatasetError && message.test(error.message),
      text,
    );
  }
});

Deno.test("recogniseFormat() refuses a header that does not end", () => {
  assert.throws(() => recognise("a,b,c".repeat(10), false), /longer than 1 MiB/);
});
