import assert from "node:assert/strict";
import fc from "fast-check";
import { FeaturePipeline } from "../../../learning/features/pipeline.ts";
import { RecordError } from "../../../learning/features/record_error.ts";
import { JsonReader } from "./json_reader.ts";
import { fitPipeline, recordColumns } from "../testing.ts";

const encoder = new TextEncoder();
const pipeline = fitPipeline();

/** What a line becomes without the reader: the numbers of its row, or its faults. */
function expected(line: string): number[] | string {
  try {
    return [...pipeline.transformRecord(JSON.parse(line))];
  } catch (error) {
    return error instanceof RecordError ? error.message : "not valid JSON";
  }
}

function checkLines(lines: string[]): void {
  const { columns, matrix } = recordColumns(pipeline, 1);
  const reader = new JsonReader(columns);
  for (const line of lines) {
    const bytes = encoder.encode(`xx${line}yy`);
    const fault = reader.read(bytes, 2, bytes.length - 2, 0);
    const wanted = expected(line);
    if (typeof wanted !== "string") assert.deepEqual([fault, [...matrix(1)]], [null, wanted], line);
    else if (wanted === "not valid JSON") assert.match(fault!, /not valid JSON|not a JSON object/);
    else assert.equal(fault, wanted, line);
  }
}

const number = fc.oneof(
  fc.integer({ min: -5000, max: 5000 }),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.constantFrom(0, -0, 1e22, 1e-7, 0.1, 123456789012345680000, 4.35, 1e300),
);
const word = fc.oneof(
  fc.constantFrom("NaN", "-", "1e300", "1e400", "10013_57", "True", "T", "080", " SF ", "17"),
  fc.constantFrom("SF", "S0", "naïve", 'a"b', "80", "true", "", "other", "12", " 7 ", "nan", "inf"),
  fc.string({ maxLength: 6 }),
  fc.string({ unit: "grapheme", maxLength: 4 }),
);
const value = fc.oneof(
  { weight: 4, arbitrary: number },
  { weight: 4, arbitrary: word },
  fc.boolean(),
  fc.constant(null),
);
const key = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom("bytes", "rate", "flag", "constructor") },
  fc.constantFrom("label", "__proto__", "host", "Bytes", "RATE", "fl-ag"),
  fc.string({ maxLength: 4 }),
);
const space = fc.constantFrom("", "", " ", "\t ", "\r");
/** Objects as any program may write them, some with repeated keys. */
const line = fc.array(fc.tuple(key, value, space, space), { maxLength: 7 }).map((members) =>
  `{${
    members.map(([key, value, a, b]) =>
      `${a}${JSON.stringify(key)}${b}:${a}${JSON.stringify(value)}${b}`
    )
      .join(",")
  }}`
);
const sound = fc.record({
  bytes: number,
  rate: fc.oneof(number, fc.constant(null)),
  flag: fc.constantFrom("SF", "S0", "REJ"),
  constructor: fc.constantFrom("80", "true", 80, true),
}).map((record) => JSON.stringify(record));

Deno.test("JsonReader reads what JSON.parse and transformRecord() make of a line", () => {
  const lines = fc.array(fc.oneof(sound, line), { minLength: 1, maxLength: 8 });
  fc.assert(fc.property(lines, checkLines), { numRuns: 1000 });
});

Deno.test("JsonReader reads NaN and infinities as Python writes them", () => {
  const { columns, matrix } = recordColumns(pipeline, 1);
  const reader = new JsonReader(columns);
  for (const [bare, rate] of [["NaN", null], ["Infinity", Infinity], ["-Infinity", -Infinity]]) {
    const bytes = encoder.encode(`{"bytes": 7, "rate": ${bare}, "flag": "SF", "constructor": 80}`);
    assert.equal(reader.read(bytes, 0, bytes.length, 0), null);
    const record = { bytes: 7, rate, flag: "SF", constructor: 80 };
    assert.deepEqual([...matrix(1)], [...pipeline.transformRecord(record)]);
  }
});

Deno.test("JsonReader refuses what JSON.parse refuses", () => {
  const damaged = fc.tuple(
    fc.oneof(sound, line),
    fc.nat(),
    fc.constantFrom(...'{}[]",:0-+.eEtfn \\x'),
  )
    .map(([text, at, character]) => {
      const place = at % (text.length + 1);
      const cut = text.slice(0, place);
      return (at % 2 ? cut + character + text.slice(place) : cut).toWellFormed();
    });
  fc.assert(fc.property(fc.array(damaged, { maxLength: 4 }), checkLines), { numRuns: 2000 });
});

Deno.test("JsonReader tells lines that are nested too deeply, no object or not UTF-8", () => {
  const { columns } = recordColumns(pipeline, 1);
  const reader = new JsonReader(columns);
  const read = (bytes: Uint8Array) => reader.read(bytes, 0, bytes.length, 0);
  assert.match(read(encoder.encode("[".repeat(1e5)))!, /nested more than 32/);
  assert.match(read(encoder.encode("[1]"))!, /not a JSON object/);
  assert.match(read(encoder.encode("null"))!, /not a JSON object/);
  assert.match(read(Uint8Array.of(0x7b, 0xc3, 0x28, 0x7d))!, /not valid UTF-8/);
});

Deno.test("JsonReader takes values of inner objects for those of outer.inner", () => {
  const named = FeaturePipeline.fit({
    rows: 2,
    columns: [{ type: "numeric", name: "id.port", values: Float32Array.of(-1, 1) }],
  }, { encoding: "one-hot" });
  const { columns, matrix } = recordColumns(named, 1);
  const reader = new JsonReader(columns);
  for (
    const line of ['{"id": {"port": 7}}', '{"id.port": 7, "id": {"port": 9}}', '{"id.port": 7}']
  ) {
    const bytes = encoder.encode(line);
    assert.equal(reader.read(bytes, 0, bytes.length, 0), null);
    assert.deepEqual([...matrix(1)], [...named.transformRecord({ "id.port": 7 })]);
  }
});
