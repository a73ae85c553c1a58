import assert from "node:assert/strict";
import { BehaviourAnalysis } from "./analysis.ts";
import { emptyBlock, NameTable } from "./connection_block.ts";
import type { DayReport } from "./report.ts";

Deno.test("BehaviourAnalysis: counts connections of hosts and their span", () => {
  const names = { hosts: new NameTable(), services: new NameTable() };
  const block = emptyBlock(2);
  const [client, server] = ["10.0.0.5", "10.0.0.9"].map((name) => names.hosts.numberOf(name));
  block.source.fill(client);
  block.destination.fill(server);
  block.time.set([1000, 4000]);
  const analysis = new BehaviourAnalysis(names);
  analysis.push(block);
  const report = analysis.finish();
  assert.deepEqual(report.span, { from: 1000, to: 4000 });
  assert.deepEqual(
    report.hosts.map(({ host, records, firstSeen, lastSeen }) => [
      host,
      records,
      firstSeen,
      lastSeen,
    ]),
    [["10.0.0.5", 2, 1000, 4000], ["10.0.0.9", 2, 1000, 4000]],
  );
});

Deno.test("BehaviourAnalysis: no connections make an empty report", () => {
  const names = { hosts: new NameTable(), services: new NameTable() };
  const report = new BehaviourAnalysis(names).finish();
  assert.deepEqual([report.span, report.hosts], [{ from: 0, to: 0 }, []]);
});

Deno.test("BehaviourAnalysis: says of each day how unusual hosts were", () => {
  const names = { hosts: new NameTable(), services: new NameTable() };
  const block = emptyBlock(3);
  block.source.fill(names.hosts.numberOf("10.0.0.5"));
  block.destination.fill(names.hosts.numberOf("10.0.0.9"));
  block.time.set([1000, 2000, 86_400_000 + 1000]);
  const days: DayReport[] = [];
  const analysis = new BehaviourAnalysis(names, { onDay: (day) => days.push(day) });
  analysis.push(block);
  analysis.finish();
  assert.deepEqual(days.map(({ from, to }) => [from, to]), [
    [0, 3_600_000],
    [86_400_000, 90_000_000],
  ]);
  for (const { hosts } of days) {
    assert.deepEqual(hosts.map(({ host }) => host).sort(), ["10.0.0.5", "10.0.0.9"]);
    assert.ok(hosts.every(({ p }) => p > 0 && p <= 1));
  }
});
