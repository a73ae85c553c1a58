import assert from "node:assert/strict";
import type { SeverityBand } from "../../learning/severity/severity.ts";
import { sampleBatch } from "../../scoring/batch_sample.ts";
import type { DriftReference } from "../drift/feature_reference.ts";
import type { VerdictBatch } from "../../scoring/verdict_feed.ts";
import { BatchTimes } from "./batch_times.ts";
import { defaultLaneColumn } from "./lane_column.ts";
import { Latencies } from "./latencies.ts";
import { ModelMonitor } from "./model_monitor.ts";
import { SeverityLanes } from "./severity_lanes.ts";
import { TimeBuckets } from "./time_buckets.ts";

const add = (buckets: TimeBuckets, second: number, scores: number[], above = Infinity) =>
  buckets.add(
    second,
    Float32Array.from(scores),
    Uint8Array.from(scores, (score) => score > above ? 1 : 0),
    0.5,
  );

Deno.test("TimeBuckets sums up each second and forgets the old ones", () => {
  const buckets = new TimeBuckets(4);
  add(buckets, 100, [9]);
  add(buckets, 101, [1, 2], 1);
  add(buckets, 101, [6]);
  add(buckets, 103, [4]);
  assert.deepEqual(buckets.columns(104), {
    from: 101,
    seconds: 1,
    records: [3, 0, 1],
    flagged: [1, 0, 0],
    mean: [3, null, 4],
    highest: [6, null, 4],
    adaptive: [0.5, null, 0.5],
  });
  assert.deepEqual(buckets.totals(104, 3), { records: 4, flagged: 1 });
  add(buckets, 105, [1]);
  assert.deepEqual(buckets.columns(106).records, [1, 0, 1]);
  // What comes far too late is not counted in place of a newer second.
  add(buckets, 101, [1]);
  assert.deepEqual(buckets.columns(106).records, [1, 0, 1]);
});

Deno.test("SeverityLanes shows the worst lanes, with the worst anomaly of each cell", () => {
  const lanes = new SeverityLanes("service", 5, 3);
  const put = (value: string, second: number, band: SeverityBand) => lanes.add(value, second, band);
  put("http", 0, "critical");
  put("smtp", 10, "low");
  put("smtp", 11, "medium");
  put("smtp", 17, "low");
  put("dns", 19, "high");
  const { from, rows } = lanes.lanes(19, 5);
  assert.equal(from, 5);
  assert.deepEqual(rows, [
    { value: "dns", flagged: 1, counts: [0, 0, 1], bands: [-1, -1, 2] },
    { value: "smtp", flagged: 3, counts: [0, 2, 1], bands: [-1, 1, 0] },
  ]);
  assert.deepEqual(lanes.lanes(19, 1).rows.map(({ value }) => value), ["dns"]);
});

Deno.test("SeverityLanes forgets the values not seen for longest", () => {
  const lanes = new SeverityLanes("host");
  for (let host = 0; host < 2000; host++) lanes.add(String(host), 0, "high");
  const { rows } = lanes.lanes(0, 5000);
  assert.equal(rows.length, 500);
  assert.ok(rows.every(({ value }) => Number(value) >= 1500));
});

Deno.test("Latencies gives percentiles of the latest batches", () => {
  const latencies = new Latencies(100);
  assert.equal(latencies.percentiles(), null);
  for (let ms = 1; ms <= 200; ms++) latencies.add(ms);
  assert.deepEqual(latencies.percentiles(), { p50: 150, p95: 195, p99: 199 });
});

Deno.test("defaultLaneColumn() takes a service or a host, else a word", () => {
  assert.equal(defaultLaneColumn({ flag: "SF", service: "http", duration: 1 }), "service");
  assert.equal(defaultLaneColumn({ "Destination Port": 80, x: "y" }), "Destination Port");
  assert.equal(defaultLaneColumn({ bytes: 1, colour: "red" }), "colour");
  assert.equal(defaultLaneColumn({ bytes: 1 }), "bytes");
  assert.equal(defaultLaneColumn({}), null);
});

function batchOf(at: number, scores: number[]): VerdictBatch {
  const all = Float32Array.from(scores);
  const anomalies = Uint8Array.from(scores, (score) => score > 5 ? 1 : 0);
  return {
    model: "model-1",
    source: "stream",
    at,
    latencyMs: 4,
    threshold: 5,
    scores: all,
    anomalies,
    severities: Float32Array.from(scores, (score) => score > 5 ? 95 : 10),
    rejected: 1,
    ...sampleBatch(all, anomalies, (i) => ({ bytes: scores[i], service: i % 2 ? "http" : "smtp" })),
  };
}

Deno.test("ModelMonitor tells rate, share of anomalies, latency, lanes and thresholds", () => {
  const monitor = new ModelMonitor();
  monitor.startAdaptive(Float32Array.from({ length: 1000 }, (_, i) => i / 100), 9.499);
  monitor.observe(batchOf(1_000_000, [1, 2, 3, 9]), 0);
  monitor.observe(batchOf(1_001_000, [1, 2, 8]), 2);
  const state = monitor.state(1_002_500);
  assert.deepEqual(state.totals, { records: 7, flagged: 2, rejected: 2, missedBatches: 2 });
  assert.equal(state.rate, 7 / 5);
  assert.equal(state.flaggedShare, 2 / 7);
  assert.deepEqual(state.latency, { p50: 4, p95: 4, p99: 4 });
  assert.equal(state.threshold, 5);
  assert.equal(state.adaptive!.q, 0.95);
  assert.ok(Math.abs(state.adaptive!.value! - 9.5) < 0.1, String(state.adaptive!.value));
  assert.deepEqual(state.lanes!.column, "service");
  assert.deepEqual(state.lanes!.rows.map(({ value, flagged }) => [value, flagged]), [
    ["http", 1],
    ["smtp", 1],
  ]);
  assert.deepEqual(state.columns, ["bytes", "service"]);
  assert.equal(state.drift, null);
});

Deno.test("ModelMonitor shows lanes by the column that a person chose", () => {
  const monitor = new ModelMonitor("bytes");
  monitor.observe(batchOf(0, [9]), 0);
  assert.equal(monitor.state(1000).lanes!.rows[0].value, "9");
  monitor.chooseLanes("nowhere");
  monitor.observe(batchOf(0, [9]), 0);
  assert.equal(monitor.state(1000).lanes!.rows[0].value, "(no value)");
});

Deno.test("ModelMonitor says what drifted, or why it cannot", () => {
  const reference: DriftReference = {
    version: 1,
    rows: 100,
    features: [{ type: "numeric", name: "bytes", edges: [5], counts: [90, 10, 0], median: 2 }],
  };
  const monitor = new ModelMonitor();
  monitor.startDrift(reference);
  for (let i = 0; i < 10; i++) monitor.observe(batchOf(0, new Array(50).fill(7)), 0);
  assert.match(monitor.state(0).drift!.features[0].words!, /bytes: 100% .* are above 5/);
  const other = new ModelMonitor();
  other.startDrift("The training data was deleted.");
  assert.equal(other.state(0).driftFault, "The training data was deleted.");
});

Deno.test("ModelMonitor shows hours by the records' own time, also of old ones", () => {
  const monitor = new ModelMonitor("service");
  const morning = Date.UTC(2026, 0, 5, 8);
  const arrival = Date.UTC(2026, 2, 1);
  const batchAt = (time: number, scores: number[]) => {
    const batch = batchOf(arrival, scores);
    const timed = ({ index, record }: VerdictBatch["sample"][number]) => ({
      index,
      record: { ...record, ts: (time + 1000 * index) / 1000 },
    });
    return { ...batch, sample: batch.sample.map(timed), flagged: batch.flagged.map(timed) };
  };
  for (let minute = 0; minute < 300; minute++) {
    monitor.observe(batchAt(morning + 60_000 * minute, [1, 2, minute === 10 ? 9 : 3]), 0);
  }
  const sum = (values: number[]) => values.reduce((all, value) => all + value, 0);
  const hours = monitor.state(arrival, "6h");
  assert.equal(hours.clock, "records");
  assert.equal(hours.buckets.records.length, 180);
  assert.equal(sum(hours.buckets.records), 900);
  assert.equal(hours.buckets.from + 180 * 120, (morning + 300 * 60_000) / 1000);
  assert.deepEqual(hours.lanes!.rows.map(({ value, flagged }) => [value, flagged]), [["smtp", 1]]);
  const hour = monitor.state(arrival, "1h");
  assert.equal(sum(hour.buckets.records), 3 * 60);
  assert.deepEqual(hour.lanes!.rows, []);
  // The same recording once more.
  monitor.observe(batchAt(morning - 86_400_000, [1]), 0);
  assert.equal(sum(monitor.state(arrival, "24h").buckets.records), 1);
  // By arrival, as before.
  assert.equal(monitor.state(arrival + 1000).clock, "arrival");
  assert.equal(sum(monitor.state(arrival + 1000).buckets.records), 901);
});

Deno.test("ModelMonitor shows the time of arrival where records have none", () => {
  const monitor = new ModelMonitor();
  monitor.observe(batchOf(3_600_000, [1, 9]), 0);
  const { clock, buckets } = monitor.state(3_601_000, "15m");
  assert.equal(clock, "arrival");
  assert.equal(buckets.seconds, 5);
  assert.equal(buckets.records.at(-1), 2);
});

Deno.test("BatchTimes gives each record of a large batch the time of the sample before it", () => {
  const times = new BatchTimes();
  const scores = new Float32Array(1000);
  const sample = [0, 250, 500].map((index) => ({ index, record: { ts: 1_767_600_000 + index } }));
  const batch = { ...batchOf(Date.UTC(2026, 2, 1), []), scores, sample };
  assert.deepEqual(times.partsOf(batch), [
    { second: 1_767_600_000, from: 0, to: 250 },
    { second: 1_767_600_250, from: 250, to: 500 },
    { second: 1_767_600_500, from: 500, to: 1000 },
  ]);
});
