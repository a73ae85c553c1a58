import assert from "node:assert/strict";
import { OUTCOME } from "../../connection_block.ts";
import { analyse, analyseWith, at, LAST_DAY, series } from "../../testing.ts";

const scan = (day: number, ports: number, gap: number) =>
  series(ports, (i) => ({
    time: at(day, 9, i * gap),
    source: "10.0.0.25",
    destination: "10.0.0.3",
    port: 1000 + i,
    outcome: OUTCOME.FAILED,
  }));

Deno.test("VerticalScan: finds many ports of one host, fast or slow, and names both", () => {
  for (const gap of [0.1, 300]) {
    const { hosts, findings } = analyseWith(scan(LAST_DAY, 60, gap));
    assert.equal(hosts[0].host, "10.0.0.25");
    const found = findings.find(({ check }) => check === "vertical-scan")!;
    assert.deepEqual([found.host, found.peer, found.records], ["10.0.0.25", "10.0.0.3", 60]);
    assert.match(found.text, /^Tried 60 ports on 10\.0\.0\.3 within /);
    assert.deepEqual(found.values, { typical: 0, actual: 60, unit: "ports" });
  }
});

Deno.test("VerticalScan: needs no history, and leaves a few closed ports alone", () => {
  assert.equal(analyse(scan(0, 40, 1)).hosts[0].findings, 1);
  assert.deepEqual(analyse(scan(0, 3, 1)).findings, []);
});
