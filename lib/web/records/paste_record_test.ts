import assert from "node:assert/strict";
import fc from "fast-check";
import { KDD_FEATURES } from "../../datasets/formats/kdd_names.ts";
import type { ModelInput } from "../../learning/features/input.ts";
import { type PastedRecord, readPasted } from "./paste_record.ts";

const kdd = KDD_FEATURES.map(({ name }) => name);
const inputs = [
  { name: "duration", type: "numeric" },
  { name: "service", type: "categorical" },
  { name: "src_bytes", type: "numeric" },
] as ModelInput[];
const layouts = { training: ["service", "duration", "src_bytes", "label"], kdd };

function read(text: string): Exclude<PastedRecord, { fault: string }> {
  const pasted = readPasted(text, inputs, layouts);
  assert.ok(!("fault" in pasted), JSON.stringify(pasted));
  return pasted;
}

function faultOf(text: string): string {
  const pasted = readPasted(text, inputs, layouts);
  assert.ok("fault" in pasted, JSON.stringify(pasted));
  return pasted.fault;
}

const RAW = `0,tcp,http,SF,215,${Array(36).fill(0).join(",")}`;

Deno.test("readPasted() reads raw lines of KDD'99 and NSL-KDD", () => {
  const record = { duration: "0", service: "http", src_bytes: "215" };
  for (const [line, kind] of [[RAW, "KDD'99"], [`${RAW},normal.`, "KDD'99"]]) {
    assert.deepEqual(read(line).record, record);
    assert.equal(read(line).takenFor, `a line of ${kind}`);
  }
  const nsl = read(`${RAW},normal,21\n`);
  assert.equal(nsl.takenFor, "a line of NSL-KDD");
  assert.deepEqual(nsl.record, record);
  assert.ok(nsl.ignored.includes("difficulty"));
  assert.deepEqual(nsl.missing, []);
});

Deno.test("readPasted() reads CSV with a header, in any order, by any delimiter", () => {
  for (const delimiter of [",", ";", "\t", "|"]) {
    const pasted = read(
      [["service", "other", "duration"], ["http", "x", "3"]].map((line) => line.join(delimiter))
        .join("\r\n"),
    );
    assert.deepEqual(pasted.record, { duration: "3", service: "http" });
    assert.deepEqual(pasted.missing, ["src_bytes"]);
    assert.deepEqual(pasted.ignored, ["other"]);
  }
  assert.deepEqual(read('service,duration\n"a,b",').record, { service: "a,b", duration: null });
});

Deno.test("readPasted() reads a line by the training data, or by the form", () => {
  assert.deepEqual(read("http,1,2,normal").record, {
    service: "http",
    duration: "1",
    src_bytes: "2",
  });
  assert.deepEqual(read("1,http,2").record, { duration: "1", service: "http", src_bytes: "2" });
});

Deno.test("readPasted() reads a JSON object", () => {
  const pasted = read('{"duration": 1.5, "service": null, "x": true}');
  assert.deepEqual(pasted.record, { duration: 1.5, service: null });
  assert.deepEqual([pasted.missing, pasted.ignored], [["src_bytes"], ["x"]]);
});

Deno.test("readPasted() reads a whole nested event, and JSON as Python writes it", () => {
  const pasted = read('{"flow": {"duration": NaN}, "Src-Bytes": Infinity, "service": ["a"]}');
  assert.deepEqual(pasted.record, { service: '["a"]', src_bytes: Infinity });
  assert.deepEqual(pasted.ignored, ["flow.duration"]);
});

Deno.test("readPasted() matches names despite case and punctuation, and says so", () => {
  const pasted = read("Service,SRC.BYTES,duration\nhttp,7,1");
  assert.deepEqual(pasted.record, { service: "http", src_bytes: "7", duration: "1" });
  assert.deepEqual(pasted.mapped, [
    { feature: "service", column: "Service" },
    { feature: "src_bytes", column: "SRC.BYTES" },
  ]);
});

Deno.test("readPasted() reads a record of a Zeek log below its header", () => {
  const header = "#separator \\x09\n#unset_field\t-\n#fields\tservice\tduration\tup\n" +
    "#types\tstring\tinterval\tbool";
  assert.deepEqual(read(`${header}\n-\t1.5\tT\n#close\t2026`).record, {
    duration: "1.5",
    service: null,
  });
  assert.match(faultOf(`${header}\na\t1\tT\nb\t2\tF`), /2 records/);
  assert.match(faultOf(`${header}\na\t1`), /header has 3 columns, but the record has 2/);
});

Deno.test("readPasted() says what does not fit", () => {
  assert.match(faultOf("  "), /Nothing/);
  for (const empty of [",", ";;", ",\n,", '""']) assert.match(faultOf(empty), /no values/);
  assert.match(faultOf("1,2"), /has 2 values.*3 \(the form\), 4 \(the training data\), 41 to 43/);
  assert.match(faultOf("a,b\n1"), /CSV|header has 2/);
  assert.match(faultOf("a,b\n1,2\n3,4"), /3 lines/);
  assert.match(faultOf("a,b\n1,2"), /None of the features.*duration.*found a, b/);
  assert.match(faultOf('{"duration": '), /no valid JSON/);
  assert.match(faultOf('"open,1,2'), /quotation mark/);
});

Deno.test("readPasted() never throws", () => {
  const marks = fc.string({
    unit: fc.constantFrom(",", ";", "\t", "\n", '"', " ", ":", "}", "1", "a"),
  });
  fc.assert(fc.property(fc.oneof(fc.string({ unit: "grapheme" }), marks), (text) => {
    readPasted(text, inputs, layouts);
    readPasted(`{${text}`, inputs, layouts);
  }));
});
