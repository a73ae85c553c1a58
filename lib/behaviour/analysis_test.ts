import assert from "node:assert/strict";
import { BehaviourAnalysis } from "./analysis.ts";
import { createRandom } from "../base/random.ts";
import { emptyBlock, NameTable, OUTCOME } from "./connection_block.ts";
import type { BehaviourOptions } from "./options.ts";
import type { DayReport } from "./report.ts";
import { analyse, at, MONDAY, quietNetwork, series } from "./testing.ts";

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

Deno.test("BehaviourAnalysis: reports for each day how unusual hosts were", () => {
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

Deno.test("BehaviourAnalysis: a busy host is not the worst one because it is busy", () => {
  const network = quietNetwork(8);
  const busy = network.filter(({ source }) => source === "10.0.0.20")
    .flatMap((one) => series(20, (i) => ({ ...one, time: one.time + 997 * i })));
  const scan = series(40, (i) => ({
    time: at(7, 9, 30 * i),
    source: "10.0.0.25",
    destination: "10.0.0.3",
    port: 1000 + i,
    outcome: OUTCOME.FAILED,
  }));
  const { hosts, findings } = analyse([...network, ...busy, ...scan]);
  assert.equal(hosts[0].host, "10.0.0.25");
  assert.ok(findings.every(({ host }) => host === "10.0.0.25"));
});

Deno.test("BehaviourAnalysis: odd values never break a report, nor do gaps and late records", () => {
  const random = createRandom(3);
  const pick = <T>(values: readonly T[]) => values[random.integer(values.length)];
  const addresses = ["10.0.0.1", "10.0.0.2", "8.8.8.8", "ff02::1", "not an address", "", "::1"];
  const odd = [NaN, Infinity, -Infinity, -1, 0, 1e300, 1e-9];
  for (const timeZone of ["UTC", "America/St_Johns", "Asia/Kolkata"]) {
    let time = MONDAY;
    const report = analyse(
      series(3000, () => {
        time += random.next() < 0.01 ? 3e8 * random.next() : 3e5 * random.next();
        return {
          time: random.next() < 0.02 ? pick(odd) : time,
          source: pick(addresses),
          destination: pick(addresses),
          port: pick([-1, 0, 22, 53, 443, 65_535]),
          protocol: pick([0, 1, 6, 17, 58, 255]),
          service: pick([undefined, "dns", "ssh"]),
          outcome: random.integer(4),
          duration: pick([...odd, 3]),
          sourceBytes: pick([...odd, 1e6 * random.next()]),
          destinationBytes: pick([...odd, 1e6 * random.next()]),
          sourcePackets: pick([...odd, 9]),
        };
      }),
      { timeZone },
    );
    assert.doesNotMatch(JSON.stringify(report), /null|NaN|Infinity|undefined/);
    for (const { severity, p, from, to } of report.findings) {
      assert.ok(severity >= 0 && severity <= 100 && p >= 0 && p <= 1 && from <= to);
    }
  }
});

Deno.test("BehaviourAnalysis: options without a meaning are refused by name", () => {
  const names = { hosts: new NameTable(), services: new NameTable() };
  const make = (options: BehaviourOptions) => () => new BehaviourAnalysis(names, options);
  assert.throws(make({ checks: ["beacons"] }), /There is no check "beacons"\. Checks: .*beacon/);
  assert.throws(make({ falseFindings: 0 }), /falseFindings must be greater than 0/);
  assert.throws(make({ timeZone: "Moon/Crater" }), RangeError);
});

Deno.test("BehaviourAnalysis: nothing is reported of days that are known to be clean", () => {
  const scan = (day: number) =>
    series(60, (i) => ({
      time: at(day, 9, i),
      source: `10.0.0.${25 + day}`,
      destination: "10.0.0.3",
      port: 1000 + i,
      outcome: OUTCOME.FAILED,
    }));
  const { findings } = analyse([...quietNetwork(8), ...scan(3), ...scan(7)], {
    baseline: { to: at(5, 0) },
  });
  assert.deepEqual([...new Set(findings.map(({ host }) => host))], ["10.0.0.32"]);
});
