import assert from "node:assert/strict";
import { lineParser } from "./parse_lines.ts";

const ZEEK = "#separator \\x09\n#fields\tts\tuid\tproto\n#types\ttime\tstring\tenum\n";

Deno.test("lineParser() reads delimited text, also with quotes, JSON and Zeek's lines", () => {
  assert.deepEqual(lineParser("a,b\n")("1,"), { a: "1", b: "" });
  assert.deepEqual(lineParser('a,"b,c"\n')('1,"2,""3"""'), { a: "1", "b,c": '2,"3"' });
  assert.deepEqual(lineParser("")('{"a":{"b":1}}'), { a: { b: 1 } });
  assert.deepEqual(lineParser(ZEEK)("1.5\tC1\ttcp"), { ts: "1.5", uid: "C1", proto: "tcp" });
});

Deno.test("lineParser() leaves out columns that are not wanted", () => {
  const chosen = (names: string[]) => new Set(names.slice(1));
  assert.deepEqual(lineParser("a,b,c\n", chosen)("1,2,3"), { b: "2", c: "3" });
  assert.deepEqual(lineParser(ZEEK, chosen)("1.5\tC1\ttcp"), { uid: "C1", proto: "tcp" });
});
