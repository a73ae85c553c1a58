import assert from "node:assert/strict";
import { firstRecords, splitRecord } from "./records.ts";

Deno.test("splitRecord() splits fields, quotes and line ends as RFC 4180 has it", () => {
  const text = 'a,"b,""c""\n",5" d\r\nnext';
  const { fields, end, closed } = splitRecord(text, 0, ",", '"');
  assert.deepEqual(fields, ["a", 'b,"c"\n', '5" d']);
  assert.equal(text.slice(end), "next");
  assert.equal(closed, true);
});

Deno.test("splitRecord() knows no quotes where the format has none", () => {
  assert.deepEqual(splitRecord('"a,b"', 0, ",", "").fields, ['"a', 'b"']);
});

Deno.test("firstRecords() leaves out blank lines and a record that is cut", () => {
  const options = { delimiter: ",", quote: '"', limit: 5, complete: false };
  assert.deepEqual(firstRecords("\n1,2\n\n3,4\n5", options), [["1", "2"], ["3", "4"]]);
  assert.deepEqual(firstRecords("1,2\n3", { ...options, complete: true }), [["1", "2"], ["3"]]);
  assert.deepEqual(firstRecords("1\n2\n3\n", { ...options, limit: 2 }), [["1"], ["2"]]);
});
