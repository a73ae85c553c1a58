import assert from "node:assert/strict";
import fc from "fast-check";
import { RecordError } from "../../../learning/features/record_error.ts";
import { KDD_FEATURES } from "../../../datasets/formats/kdd_names.ts";
import { FeaturePipeline } from "../../../learning/features/pipeline.ts";
import { startCsv } from "./csv_reader.ts";
import { HeaderError } from "./header_error.ts";
import { fitPipeline, recordColumns } from "../testing.ts";

const encoder = new TextEncoder();
const pipeline = fitPipeline();

function start(header: string, pipelineOfModel = pipeline) {
  const { columns, matrix } = recordColumns(pipelineOfModel, 1);
  const first = encoder.encode(header);
  const { reader, isHeader } = startCsv(first, 0, first.length, columns);
  const read = (line: string) => {
    const bytes = encoder.encode(line);
    return reader!.read(bytes, 0, bytes.length, 0) ?? [...matrix(1)];
  };
  return { isHeader, reader, read };
}

function expected(record: Record<string, string>): number[] | string {
  try {
    return [...pipeline.transformRecord(record)];
  } catch (error) {
    if (error instanceof RecordError) return error.message;
    throw error;
  }
}

const cell = fc.oneof(
  fc.constantFrom(
    "",
    "1",
    "2.5",
    "-0.125",
    "+1",
    ".5",
    "5.",
    "1e3",
    "007",
    " 3 ",
    "inf",
    "SF",
    "80",
    "NaN",
    "-",
    "NA",
    "1e300",
    "1e400",
    "10013_57",
    "True",
    "T",
    "080",
    " SF ",
    "17",
  ),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
  fc.string({ maxLength: 5 }).filter((text) => !/[\n\r]/.test(text)),
  fc.constantFrom("naïve", 'a"b', "x,y"),
);

Deno.test("CsvReader reads what transformRecord() makes of the cells as words", () => {
  const { read } = start("bytes,host,flag,constructor,rate");
  const line = fc.tuple(cell, cell, cell, cell, cell);
  fc.assert(
    fc.property(line, ([bytes, host, flag, service, rate]) => {
      const cells = [bytes, host, flag, service, rate];
      const written = cells.map((text) =>
        /[",]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
      );
      const record = { bytes, flag, constructor: service, rate };
      assert.deepEqual(read(written.join(",")), expected(record));
    }),
    { numRuns: 1000 },
  );
});

Deno.test("startCsv() finds the delimiter and trims names", () => {
  const { isHeader, read } = start(" flag ;bytes;label;constructor;rate");
  assert.ok(isHeader);
  const record = { flag: "SF", bytes: "20", constructor: "80", rate: "" };
  assert.deepEqual(read("SF;20;x;80;"), expected(record));
});

Deno.test("startCsv() finds columns in other case and with other punctuation", () => {
  const { read, reader } = start("FLAG,Bytes,rate ,CONSTRUCTOR");
  assert.deepEqual(
    read("SF,20,1,80"),
    expected({ flag: "SF", bytes: "20", rate: "1", constructor: "80" }),
  );
  const bytes = encoder.encode("SF,20,1,80");
  assert.deepEqual(reader!.recordOf(bytes, 0, bytes.length), {
    flag: "SF",
    bytes: "20",
    rate: "1",
    constructor: "80",
  });
});

Deno.test("startCsv() names a feature that may be missing where the header lacks it", () => {
  assert.throws(
    () => start("bytes,flag,constructor"),
    (error: Error) => error instanceof HeaderError && /missing there: rate\./.test(error.message),
  );
});

Deno.test("startCsv() skips what is above the table", () => {
  assert.deepEqual(start("sep=;").reader, null);
  assert.deepEqual(start("# made by a sensor").reader, null);
});

Deno.test("CsvReader skips a repeated header", () => {
  const { reader } = start("bytes,flag,constructor,rate");
  const passes = (line: string) => {
    const bytes = encoder.encode(line);
    return reader!.passesOver!(bytes, 0, bytes.length);
  };
  assert.ok(passes("bytes,flag,constructor,rate"));
  assert.ok(!passes("1,SF,80,1"));
});

Deno.test("startCsv() names the features that a header lacks", () => {
  assert.throws(() => start("rate,host"), (error: Error) => {
    assert.ok(error instanceof HeaderError);
    assert.match(error.message, /missing there: bytes, flag, constructor\./);
    return true;
  });
});

Deno.test("CsvReader tells lines of another length and quotes that stay open", () => {
  const { read } = start("bytes,flag,constructor,rate");
  assert.match(String(read("1,SF,80")), /Expected 4 fields, found 3/);
  assert.match(String(read("1,SF,80,1,2")), /Expected 4 fields, found 5/);
  assert.match(String(read('1,"SF,80,1')), /not closed/);
});

Deno.test("startCsv() takes raw lines of KDD'99, with or without label", () => {
  const kdd = FeaturePipeline.fit({
    rows: 2,
    columns: [
      { type: "numeric", name: "src_bytes", values: Float32Array.of(100, 300) },
      {
        type: "categorical",
        name: "service",
        codes: Int32Array.of(0, 1),
        categories: ["http", "ftp"],
      },
    ],
  }, { encoding: "one-hot" });
  const cells: string[] = KDD_FEATURES.map(({ type }) => type === "numeric" ? "0" : "SF");
  cells.splice(1, 4, "tcp", "ftp", "SF", "300");
  const line = cells.join(",");
  const { isHeader, read } = start(`${line},normal.`, kdd);
  assert.ok(!isHeader);
  const wanted = [...kdd.transformRecord({ src_bytes: 300, service: "ftp" })];
  for (const each of [line, `${line},normal.`, `${line},normal,21`]) {
    assert.deepEqual(read(each), wanted);
  }
});
