import assert from "node:assert/strict";
import { OUTCOME } from "../../connection_block.ts";
import { analyse, analyseWith, at, LAST_DAY, series } from "../../testing.ts";

const tries = (hosts: number, address: (i: number) => string, outcome: number = OUTCOME.FAILED) =>
  series(hosts, (i) => ({
    time: at(LAST_DAY, 9, 60 * i),
    source: "10.0.0.25",
    destination: address(i),
    port: 23,
    outcome,
  }));

Deno.test("HorizontalScan: finds one port on many silent hosts, however slow", () => {
  const { hosts, findings } = analyseWith(tries(60, (i) => `10.0.7.${i + 1}`));
  assert.equal(hosts[0].host, "10.0.0.25");
  const found = findings.find(({ check }) => check === "horizontal-scan")!;
  assert.match(found.text, /^Tried 60 hosts on port 23 within 59 minutes/);
  assert.deepEqual(found.selector.destinationPort, 23);
});

Deno.test("HorizontalScan: multicast and broadcast are nobody who could answer", () => {
  const groups = ["224.0.0.251", "239.255.255.250", "10.0.0.255", "255.255.255.255"];
  const six = series(80, (i) => ({
    time: at(0, 9, i),
    source: "fe80::1",
    destination: `ff02::1:ff00:${i.toString(16)}`,
    protocol: 58,
    outcome: OUTCOME.FAILED,
  }));
  assert.deepEqual(analyse([...tries(80, (i) => groups[i % 4]), ...six]).findings, []);
});

Deno.test("HorizontalScan: hosts that answer are no scan", () => {
  const { findings } = analyse(tries(60, (i) => `10.0.7.${i + 1}`, OUTCOME.ANSWERED));
  assert.deepEqual(findings, []);
});
