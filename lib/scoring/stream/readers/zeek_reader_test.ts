import assert from "node:assert/strict";
import { FeaturePipeline } from "../../../learning/features/pipeline.ts";
import { HeaderError } from "./header_error.ts";
import { recordColumns } from "../testing.ts";
import { ZeekReader } from "./zeek_reader.ts";

const encoder = new TextEncoder();
const pipeline = FeaturePipeline.fit({
  rows: 3,
  columns: [
    { type: "numeric", name: "orig_bytes", values: Float32Array.of(1, NaN, 300) },
    {
      type: "categorical",
      name: "local_orig",
      codes: Int32Array.of(0, 1, -1),
      categories: ["true", "false"],
    },
  ],
}, { encoding: "one-hot" });

function open() {
  const { columns, matrix } = recordColumns(pipeline, 1);
  const reader = new ZeekReader(columns);
  const bytesOf = (line: string) => encoder.encode(line);
  return {
    passesOver: (line: string) => reader.passesOver(bytesOf(line), 0, bytesOf(line).length),
    read: (line: string) =>
      reader.read(bytesOf(line), 0, bytesOf(line).length, 0) ?? [...matrix(1)],
  };
}

const TYPES = "#types\taddr\tbool\tcount";

Deno.test("ZeekReader reads lines below a header as JSON logs have them", () => {
  const { passesOver, read } = open();
  for (let i = 0; i < 2; i++) {
    for (
      const line of ["#separator \\x09", "#fields\tid.orig_h\tlocal_orig\torig_bytes", TYPES]
    ) assert.ok(passesOver(line));
    const wanted = (record: object) => [...pipeline.transformRecord(record as never)];
    assert.deepEqual(read("10.0.0.1\tT\t7"), wanted({ local_orig: true, orig_bytes: 7 }));
    assert.deepEqual(read("10.0.0.1\t-\t-"), wanted({}));
    assert.ok(passesOver("#close\t2026-03-02-00-00-00"));
  }
  assert.match(String(read("10.0.0.1\tT")), /Expected 3 fields, found 2/);
});

Deno.test("ZeekReader refuses a header that lacks a feature, and later ones line by line", () => {
  assert.throws(() => open().passesOver("#fields\tid.orig_h\torig_bytes"), HeaderError);
  const { passesOver, read } = open();
  passesOver("#fields\tlocal_orig\torig_bytes");
  passesOver("#fields\tother");
  assert.match(String(read("1")), /lacks features/);
});
