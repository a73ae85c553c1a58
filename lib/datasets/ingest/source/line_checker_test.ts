import assert from "node:assert/strict";
import fc from "fast-check";
import { bytesOf } from "../../testing.ts";
import { LineChecker } from "./line_checker.ts";
import type { CheckerOptions } from "./line_report.ts";
import type { LineRules } from "./record_scanner.ts";

const RULES: LineRules = {
  delimiter: ",",
  quote: '"',
  fields: 3,
  header: false,
  lineEnd: "\n",
  maxLineBytes: 50,
};

function check(
  content: string | Uint8Array,
  options: CheckerOptions & { rules?: Partial<LineRules>; chunk?: number } = {},
) {
  const bytes = typeof content === "string" ? bytesOf(content) : content;
  const written: Uint8Array[] = [];
  const checker = new LineChecker({ ...RULES, ...options.rules }, {
    ...options,
    sink: (piece) => written.push(Uint8Array.from(piece)),
  });
  const size = options.chunk ?? bytes.length;
  for (let i = 0; i < bytes.length; i += size) checker.push(bytes.subarray(i, i + size));
  return { ...checker.finish(), text: new TextDecoder().decode(bytesOf(...written)) };
}

Deno.test("LineChecker takes well-formed text as it is", () => {
  const text = 'a,b,c\n"1,x","y ""z""",\n\n4,5,6';
  const report = check(text);
  assert.deepEqual(
    [report.records, report.rejected.count, report.uniform, report.text],
    [3, 0, true, text],
  );
});

Deno.test("LineChecker says how many fields a line has and leaves a blank line", () => {
  const report = check("a,b,c\n1,2\n1,2,3,4\n7,8,9\n");
  assert.deepEqual(report.rejected, {
    count: 2,
    first: [
      { line: 2, reason: "expected 3 fields, found 2" },
      { line: 3, reason: "expected 3 fields, found 4" },
    ],
  });
  assert.equal(report.text, "a,b,c\n\n\n7,8,9\n");
});

Deno.test("LineChecker counts lines inside quoted fields", () => {
  const report = check('1,"a\nb\r\nc",2\nx\n1,"d\ne"\n1,2,3\ny\n');
  assert.deepEqual(report.rejected.first.map(({ line }) => line), [4, 5, 8]);
  assert.equal(report.records, 2);
  assert.equal(report.text.split("\n").length, 9);
});

Deno.test("LineChecker rejects one line for a quote that is never closed", () => {
  const report = check('1,"oops,2\n3,y,4\n5,z,6\n');
  assert.deepEqual(report.rejected.first, [
    { line: 1, reason: "a quote opens here and is never closed" },
  ]);
  assert.equal(report.records, 2);
});

Deno.test("LineChecker rejects text after a closing quote and leaves quotes inside fields alone", () => {
  const report = check('1,"a"b,2\n3,5" disk,4\n5, "z",6\n');
  assert.deepEqual(report.rejected.first, [{ line: 1, reason: "text follows a closing quote" }]);
  assert.equal(report.records, 2);
});

Deno.test("LineChecker rejects NUL bytes, bad UTF-8 and stray carriage returns", () => {
  const report = check(
    bytesOf("1,a", [0], ",2\n1,", [0xff], ",2\n1,ä,2\n1,a\rb,2\n1,", [0xe2, 0x82], ",3\n"),
  );
  assert.deepEqual(report.rejected.first, [
    { line: 1, reason: "the line contains a NUL byte" },
    { line: 2, reason: "the line is not valid UTF-8" },
    { line: 4, reason: "the line contains a carriage return" },
    { line: 5, reason: "the line is not valid UTF-8" },
  ]);
  assert.equal(report.records, 1);
});

Deno.test("LineChecker drops a line that is too long without holding it", () => {
  const long = "x".repeat(100_000);
  for (const chunk of [10, 1_000, 1_000_000]) {
    const report = check(`1,2,3\n1,${long},3\n1,"${long}",3\n4,5,6\n`, { chunk });
    assert.deepEqual(report.rejected.first.map(({ line }) => line), [2, 3]);
    assert.match(report.rejected.first[0].reason, /longer than 50 bytes/);
    assert.equal(report.text, "1,2,3\n\n\n4,5,6\n");
  }
});

Deno.test("LineChecker makes line ends uniform", () => {
  const report = check("1,2,3\r\n4,5,6\n7,8,9\r\n");
  assert.equal(report.uniform, false);
  assert.equal(report.text, "1,2,3\r\n4,5,6\r\n7,8,9\r\n");
  assert.equal(check("1,2,3\r\n4,5,6\r\n").uniform, true);
});

Deno.test("LineChecker passes over a byte order mark and leading blank lines", () => {
  const report = check(bytesOf([0xef, 0xbb, 0xbf], '\n\n"a",b,c\n1,2,3\n'), {
    rules: { header: true },
  });
  assert.deepEqual([report.records, report.leadingBlankLines], [1, 2]);
});

Deno.test("LineChecker finds the lines of records", () => {
  const report = check('h,h,h\n1,"\n",3\n\n4,5\n6,7,8\n', {
    rules: { header: true },
    wanted: new Set([0, 1]),
  });
  assert.deepEqual([...report.wanted], [[0, 2], [1, 6]]);
});

Deno.test("LineChecker reports the same however the file is cut into chunks", () => {
  const content = fc.array(
    fc.constantFrom("a", "1", ",", ",", '"', "\n", "\r\n", "\r", "ä", "\0"),
    { maxLength: 60 },
  ).map((parts) => parts.join(""));
  fc.assert(
    fc.property(content, fc.integer({ min: 1, max: 9 }), (text, chunk) => {
      assert.deepEqual(check(text, { chunk }), check(text));
    }),
    { numRuns: 2_000 },
  );
});

Deno.test("LineChecker leaves a copy without faults and with the same number of lines", () => {
  const content = fc.array(
    fc.constantFrom("a", "b", ",", ",", '"', "\n", "\r\n", "\0"),
    { maxLength: 60 },
  ).map((parts) => parts.join(""));
  fc.assert(
    fc.property(content, (text) => {
      const first = check(text);
      const second = check(first.text);
      assert.equal(second.rejected.count, 0);
      assert.equal(second.records, first.records);
      assert.equal(first.text.split("\n").length, text.split("\n").length);
    }),
    { numRuns: 2_000 },
  );
});
