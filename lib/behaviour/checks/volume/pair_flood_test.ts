import assert from "node:assert/strict";
import { OUTCOME } from "../../connection_block.ts";
import { analyse, at, series } from "../../testing.ts";

const flood = (count: number, port: number) =>
  series(count, (i) => ({
    time: at(0, 9, 100 + i / 20),
    source: "10.0.0.25",
    destination: "203.0.113.9",
    port,
    outcome: OUTCOME.FAILED,
  }));

Deno.test("PairFlood: finds a flood without any history", () => {
  const found = analyse(flood(20_000, 80)).findings.find(({ check }) => check === "pair-flood")!;
  assert.deepEqual([found.host, found.peer, found.records], ["10.0.0.25", "203.0.113.9", 20_000]);
  assert.match(
    found.text,
    /^Opened 20,000 connections to 203\.0\.113\.9 \(port 80\) within one hour/,
  );
});

Deno.test("PairFlood: hundreds of connections, or lookups of names, are none", () => {
  for (const usual of [flood(400, 80), flood(20_000, 53)]) {
    assert.ok(analyse(usual).findings.every(({ check }) => check !== "pair-flood"));
  }
});
