import assert from "node:assert/strict";
import type { SeverityBand } from "../../learning/severity/severity.ts";
import { sampleBatch } from "../../scoring/batch_sample.ts";
import type { DriftReference } from "../drift/feature_reference.ts";
import type { VerdictBatch } from "../../scoring/verdict_feed.ts";
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
