import assert from "node:assert/strict";
import { startsZeekLog, ZeekHeader } from "./zeek.ts";

Deno.test("ZeekHeader.values() gives what Zeek's JSON logs have", () => {
  const header = new ZeekHeader();
  for (
    const line of [
      "#separator \\x09",
      "#set_separator\t,",
      "#empty_field\t(empty)",
      "#unset_field\t-",
      "#fields\tup\tnote\tports\tnames\tbytes",
      "#types\tbool\tstring\tvector[count]\tset[string]\tcount",
    ]
  ) header.direct(line);
  assert.deepEqual(header.fields, ["up", "note", "ports", "names", "bytes"]);
  assert.deepEqual(header.values("T\ta\t80,443\tx,y\t7"), [
    "true",
    "a",
    "[80,443]",
    '["x","y"]',
    "7",
  ]);
  assert.deepEqual(header.values("F\t(empty)\t(empty)\t-\t-"), ["false", "", "[]", "", ""]);
});

Deno.test("startsZeekLog() knows the first line of a log", () => {
  assert.ok(startsZeekLog("#separator \\x09\n"));
  assert.ok(startsZeekLog("\uFEFF#fields\tts"));
  assert.ok(!startsZeekLog("# a comment"));
});
