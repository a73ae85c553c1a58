import assert from "node:assert/strict";
import { createRandom } from "../../base/random.ts";
import { OUTCOME } from "../connection_block.ts";
import type { Finding } from "../finding.ts";
import { analyse, at, blockOf, quietNetwork, series, type TestConnection } from "../testing.ts";
import { LiveAnalysis, type LiveOptions } from "./live_analysis.ts";
import type { LiveFinding } from "./live_finding.ts";
import { SnapshotError, writeSnapshot } from "./snapshot.ts";

const MINUTE = 60_000;
const BLOCK_ROWS = 97;
/** Quick enough for tests of days. */
const HOURLY: LiveOptions = { reviewEvery: 60 * MINUTE };

type Numbered = TestConnection & { row: number };

/** Ten days with a scan, guessing, a beacon over two days and an upload. */
function network(): TestConnection[] {
  return [
    ...quietNetwork(10),
    ...series(60, (i) => ({
      time: at(7, 9, 20 * i),
      source: "10.0.0.25",
      destination: "10.0.0.3",
      port: 1000 + i,
      outcome: OUTCOME.FAILED,
    })),
    ...series(90, (i) => ({
      time: at(8, 11, 30 * i),
      source: "10.0.0.26",
      destination: "10.0.0.3",
      port: 22,
      sourceBytes: 900,
      destinationBytes: 1200,
    })),
    ...series(60, (i) => ({
      time: at(7, 9) + 30 * MINUTE * i,
      source: "10.0.0.27",
      destination: "198.51.100.7",
      port: 8443,
      sourceBytes: 300,
      destinationBytes: 300,
    })),
    ...series(5, (i) => ({
      time: at(9, 10, 60 * i),
      source: "10.0.0.28",
      destination: "203.0.113.9",
      port: 443,
      sourceBytes: 4e8,
      destinationBytes: 1e4,
    })),
  ];
}

function inOrder(connections: readonly TestConnection[]): Numbered[] {
  return connections.map((one, row) => ({ ...one, row })).sort((a, b) => a.time - b.time);
}

/** Pushes connections in blocks; `between` may put another analysis in its place. */
function stream(
  connections: readonly Numbered[],
  options: LiveOptions = HOURLY,
  between: (analysis: LiveAnalysis, block: number) => LiveAnalysis = (analysis) => analysis,
): LiveFinding[] {
  let analysis = new LiveAnalysis(options);
  const told: LiveFinding[] = [];
  for (let from = 0; from < connections.length; from += BLOCK_ROWS) {
    const block = blockOf(connections.slice(from, from + BLOCK_ROWS), analysis.names);
    told.push(...analysis.push(block));
    analysis = between(analysis, from / BLOCK_ROWS);
  }
  return [...told, ...analysis.finish()];
}

/** What is left in the end, worst first, as reports have it. */
function finals(told: readonly LiveFinding[]): Finding[] {
  return [...new Map(told.map((one) => [one.id, one])).values()]
    .filter(({ state }) => state === "final")
    .map(({ id: _, state: __, ...finding }) => finding)
    .sort(bySeverity);
}

function bySeverity(a: Finding, b: Finding): number {
  return b.severity - a.severity || a.from - b.from || (a.check < b.check ? -1 : 1);
}

Deno.test("LiveAnalysis: final findings are those of the analysis of the whole", () => {
  const connections = network();
  const { findings } = analyse(connections);
  assert.ok(new Set(findings.map(({ check }) => check)).size >= 4);
  const told = stream(inOrder(connections), {});
  assert.deepEqual(finals(told), findings.toSorted(bySeverity));
});

Deno.test("LiveAnalysis: connections may come late, as far as is allowed", () => {
  const connections = network();
  const { findings } = analyse(connections);
  const random = createRandom(1);
  const arrivals = inOrder(connections)
    .map((one) => ({ one, arrival: one.time + 14 * MINUTE * random.next() }))
    .sort((a, b) => a.arrival - b.arrival).map(({ one }) => one);
  assert.deepEqual(finals(stream(arrivals)), findings.toSorted(bySeverity));
});

Deno.test("LiveAnalysis: what comes too late is counted, and used", () => {
  const analysis = new LiveAnalysis({ lateness: MINUTE });
  const times = [at(0, 9), at(0, 11), at(0, 9, 30), at(0, 10, 3599), NaN];
  const connections = times.map((time, row) => ({
    time,
    row,
    source: "10.0.0.5",
    destination: "10.0.0.9",
  }));
  analysis.push(blockOf(connections, analysis.names));
  assert.deepEqual(analysis.counts, {
    records: 5,
    late: 1,
    timeless: 1,
    dropped: 0,
    days: 0,
    latest: at(0, 11),
  });
});

Deno.test("LiveAnalysis: goes on from a snapshot as if nothing had happened", () => {
  const connections = inOrder(network());
  const whole = stream(connections);
  const blocks = Math.ceil(connections.length / BLOCK_ROWS);
  const random = createRandom(7);
  const cuts = new Set(Array.from({ length: 12 }, () => random.integer(blocks)));
  const cut = stream(
    connections,
    HOURLY,
    (analysis, block) =>
      cuts.has(block) ? new LiveAnalysis(HOURLY, analysis.snapshot().slice()) : analysis,
  );
  assert.deepEqual(cut, whole);
});

Deno.test("LiveAnalysis: taking a snapshot changes nothing", () => {
  const connections = inOrder(network());
  const whole = stream(connections);
  const snapped = stream(connections, HOURLY, (analysis, block) => {
    if (block % 50 === 3) analysis.snapshot();
    return analysis;
  });
  assert.deepEqual(snapped, whole);
});

Deno.test("LiveAnalysis: tells a scan while it goes on, once, and then what has changed", () => {
  const analysis = new LiveAnalysis();
  const scan = inOrder(series(120, (i) => ({
    time: at(0, 9, 30 * i),
    source: "10.0.0.25",
    destination: "10.0.0.3",
    port: 1000 + i,
    outcome: OUTCOME.FAILED,
  })));
  const told: { time: number; finding: LiveFinding }[] = [];
  for (const one of scan) {
    const changed = analysis.push(blockOf([one], analysis.names));
    told.push(...changed.map((finding) => ({ time: one.time, finding })));
  }
  const [first] = told;
  assert.ok(first.time <= at(0, 9) + 15 * MINUTE, new Date(first.time).toISOString());
  assert.ok(told.every(({ finding }) => finding.id === 1 && finding.state === "running"));
  assert.ok(told.length < 15);
  assert.ok(told.at(-1)!.finding.records > first.finding.records);
  analysis.review();
  assert.deepEqual(analysis.review(), []);
  const [last] = analysis.finish();
  assert.deepEqual([last.id, last.state, last.records], [1, "final", 120]);
});

Deno.test("LiveAnalysis: withdraws what the whole day does not bear out", () => {
  const analysis = new LiveAnalysis();
  const ports = (from: number, outcome: number) =>
    series(40, (i) => ({
      time: at(0, 9, from + i),
      source: "10.0.0.25",
      destination: "10.0.0.3",
      port: 1000 + i,
      outcome,
    }));
  const push = (connections: TestConnection[]) =>
    analysis.push(blockOf(inOrder(connections), analysis.names));
  push(ports(0, OUTCOME.FAILED));
  const [told] = analysis.review();
  assert.deepEqual([told.check, told.state], ["vertical-scan", "running"]);
  // All of these ports answer after all.
  const later = [...push(ports(600, OUTCOME.ANSWERED)), ...analysis.finish()];
  assert.equal(later.find(({ id }) => id === told.id)?.state, "withdrawn");
});

Deno.test("LiveAnalysis: a scan of any number of addresses leaves room for others", () => {
  const analysis = new LiveAnalysis();
  const rows = 10_000;
  for (let block = 0; block < 30; block++) {
    const connections = Array.from({ length: rows }, (_, i): Numbered => {
      const number = block * rows + i;
      return {
        row: number,
        time: at(0, 9, number / 200),
        source: "10.0.0.66",
        destination: [11 + (number >> 24), number >> 16 & 255, number >> 8 & 255, number & 255]
          .join("."),
        port: 445,
        outcome: OUTCOME.FAILED,
      };
    });
    if (block % 5 === 0) {
      connections.push({
        ...connections[rows - 1],
        row: 1e9 + block,
        source: "10.0.0.9",
        destination: `93.184.216.${block}`,
        outcome: OUTCOME.ANSWERED,
      });
    }
    analysis.push(blockOf(connections, analysis.names));
  }
  assert.ok(analysis.names.hosts.size < 280_000, String(analysis.names.hosts.size));
  const found = analysis.finish();
  const scan = found.find(({ check }) => check === "horizontal-scan")!;
  assert.deepEqual([scan.host, scan.records], ["10.0.0.66", 100_000]);
  // The other host's links found room.
  assert.equal(analysis.counts.dropped, 200_000);
});

Deno.test("LiveAnalysis: refuses what is no snapshot of its version", () => {
  const open = (bytes: Uint8Array) => () => new LiveAnalysis({}, bytes);
  assert.throws(open(new Uint8Array([1, 2, 3])), SnapshotError);
  assert.throws(open(new Uint8Array()), SnapshotError);
  assert.throws(open(writeSnapshot(null).subarray(0, 20)), SnapshotError);
});
