import assert from "node:assert/strict";
import { readLabelRules } from "./read_label_rules.ts";
import { ZonedTime } from "./zoned_time.ts";

Deno.test("readLabelRules() knows columns by many names, and empty cells as any", () => {
  const { rules, faults } = readLabelRules(
    '\n"Start time",End,Attacker,Victim,Dst Port,proto,Attack\r\n' +
      '2017-07-07T09:00:00Z,1499421600,172.16.0.1,,80,TCP,"DoS, slow"\r\n\r\n,,,,,,Rest\r\n',
    "UTC",
  );
  assert.deepEqual(faults, []);
  const any = {
    ...{ from: null, to: null, source: null, sourcePort: null },
    ...{ destination: null, destinationPort: null, protocol: null },
  };
  assert.deepEqual(rules, [
    {
      ...any,
      line: 3,
      from: Date.UTC(2017, 6, 7, 9),
      to: Date.UTC(2017, 6, 7, 10),
      source: "172.16.0.1",
      destinationPort: 80,
      protocol: 6,
      label: "DoS, slow",
    },
    { ...any, line: 5, label: "Rest" },
  ]);
});

Deno.test("readLabelRules() names the line and all that is wrong with it", () => {
  const header = "from,to,source,source_port,protocol,label\n";
  const cases: [text: string, line: number, reason: RegExp][] = [
    ["", 1, /no line of names/],
    ["from,to\n", 1, /no column label/],
    ["from,start,label\n", 1, /"from" and "start" mean the same/],
    ["from,colour,label\n", 1, /"colour" is not known/],
    [header, 1, /no lines below/],
    [`${header}7/7/2017 9:00,,,,,x\n`, 2, /"7\/7\/2017 9:00" is not a time/],
    [`${header}2017-07-07,2017-07-06,,,,x\n`, 2, /ends before it begins/],
    [`${header},,,70000,tpc,\n`, 2, /"70000" is not a port; "tpc" is not a protocol.*no label/],
    [`${header},,a b,,,x\n`, 2, /"a b" is not an address/],
    [`${header},,,,,x\0y\n`, 2, /has a NUL byte/],
    [`${header},,,,x\n`, 2, /expected 6 fields, found 5/],
  ];
  for (const [text, line, reason] of cases) {
    const [fault] = readLabelRules(text, "UTC").faults;
    assert.equal(fault.line, line, text);
    assert.match(fault.reason, reason, text);
  }
});

Deno.test("readLabelRules() stops at 10,000 lines, right or wrong", () => {
  for (const [line, faults] of [["x\n", 1], ['"",x,x\n', 10_001]] as const) {
    const read = readLabelRules(`label\n${line.repeat(10_002)}`, "UTC");
    assert.equal(read.faults.length, faults);
    assert.match(read.faults.at(-1)!.reason, /more than 10,000 lines/);
  }
});

Deno.test("ZonedTime reads times of a zone, also where clocks change", () => {
  const prague = new ZonedTime("Europe/Prague");
  const cases: [string, string][] = [
    ["2017-07-07 09:00", "2017-07-07T07:00:00.000Z"],
    ["2017-01-07 09:00:30.5", "2017-01-07T08:00:30.500Z"],
    ["2017-07-07T09:00:00-03:00", "2017-07-07T12:00:00.000Z"],
    ["2017-10-29 02:30", "2017-10-29T00:30:00.000Z"],
    ["2017-10-29 03:00", "2017-10-29T02:00:00.000Z"],
    ["2017-03-26 03:00", "2017-03-26T01:00:00.000Z"],
    ["1499421600", "2017-07-07T10:00:00.000Z"],
  ];
  for (const [text, moment] of cases) {
    assert.equal(new Date(prague.read(text)!).toISOString(), moment, text);
  }
  assert.equal(prague.read("soon"), null);
  assert.ok(prague.read("2017-03-26 02:30") !== null, "an hour that no clock shows");
});
