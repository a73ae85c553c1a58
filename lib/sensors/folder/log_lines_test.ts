import assert from "node:assert/strict";
import { LogLines } from "./log_lines.ts";

const encoder = new TextEncoder();
const decoder = new TextDecoder();
const HEADER = "#separator \\x09\n#path\tconn\n#fields\tts\tuid\n#types\ttime\tstring\n";

/** All blocks of a text that is given at once. */
function blocks(text: string, header = "", eventType?: string) {
  const lines = new LogLines(header, eventType);
  const found: {
    header: string;
    text: string;
    records: number;
    skipped: number;
    faults: string[];
  }[] = [];
  let bytes = encoder.encode(text);
  while (bytes.length > 0) {
    bytes = bytes.slice(lines.take(bytes));
    const { lines: kept, faults, ...block } = lines.block();
    found.push({
      ...block,
      text: decoder.decode(kept),
      faults: faults.map(({ reason, count }) => `${count} ${reason}`),
    });
  }
  return found;
}

Deno.test("LogLines reads a log of Zeek, without what differs from file to file", () => {
  const text = HEADER.replace("#fields", "#open\t2026-01-01\n#fields") +
    "1\tC1\r\n\n2\n3\tC3\n#close\t2026-01-02\n";
  assert.deepEqual(blocks(text), [{
    header: HEADER,
    text: "1\tC1\n3\tC3\n",
    records: 2,
    skipped: 0,
    faults: ["1 A line has 1 fields, its header has 2."],
  }]);
  assert.equal(blocks("4\tC4", HEADER)[0].text, "4\tC4\n", "the last line need not end");
});

Deno.test("LogLines begins another block where the columns change", () => {
  const other = HEADER.replace("\tuid", "\tuid\tproto").replace("\tstring", "\tstring\tstring");
  const found = blocks(`${HEADER}1\tC1\n${HEADER}2\tC2\n${other}3\tC3\ttcp\n`);
  assert.deepEqual(found.map(({ header, text }) => [header, text]), [
    [HEADER, "1\tC1\n2\tC2\n"],
    [other, "3\tC3\ttcp\n"],
  ]);
});

Deno.test("LogLines reads JSON objects of the kind that is wanted", () => {
  const events = [
    '{"event_type":"flow","n":1}',
    '{"event_type":"dns"}',
    '{"_path":"conn"}',
    "{",
    "x",
  ];
  const read = (eventType?: string) => blocks(events.join("\n"), "", eventType)[0];
  const { text, skipped, faults } = read();
  assert.equal(text, `${events[0]}\n${events[2]}\n`);
  assert.equal(skipped, 1);
  assert.deepEqual(faults, [
    "1 The line is not valid JSON.",
    "1 The line is neither below a header of Zeek nor a JSON object.",
  ]);
  assert.equal(read("dns").text, `${events[1]}\n`);
  assert.equal(read("all").records, 3);
});

Deno.test("LogLines does not take lines of a damaged log for a header", () => {
  const text = HEADER + Array.from({ length: 100 }, (_, i) => `#${i}\t\n${i}\tC\n`).join("");
  const [block, ...others] = blocks(text);
  assert.deepEqual([block.header, block.records, others.length], [HEADER, 100, 0]);
});
