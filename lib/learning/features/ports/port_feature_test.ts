import assert from "node:assert/strict";
import { FeaturePipeline } from "../pipeline.ts";

/** Ports of training: two frequent ones, services that are known, one that is not, and ephemeral ones. */
function trainingPorts(): Float32Array {
  return Float32Array.from([
    ...Array(60).fill(443),
    ...Array(30).fill(53),
    ...Array.from({ length: 40 }, (_, i) => 50_000 + i),
    ...[22, 22, 8080, 8080, 9999, NaN],
  ]);
}

function fit(policy?: "indicator" | "median"): FeaturePipeline {
  const values = trainingPorts();
  return FeaturePipeline.fit({
    rows: values.length,
    columns: [{ type: "numeric", name: "dport", values }],
  }, {
    encoding: "one-hot",
    ports: new Set(["dport"]),
    ...(policy && { policies: new Map([["dport", policy]]) }),
  });
}

/** Share of records that gives a port a class: 22 and 8080 have 2 of 135 records. */
const NAMES = [
  ...["dport=443", "dport=53", "dport=22", "dport=8080"],
  ...["dport (well-known)", "dport (registered)", "dport (ephemeral)", "dport (rare)"],
];

const classOf = (pipeline: FeaturePipeline, dport: number | string | null) =>
  pipeline.names.filter((_, i) => pipeline.transformRecord({ dport })[i] > 0);

Deno.test("ports become classes: frequent ones, ranges, and rare services", () => {
  const pipeline = fit();
  assert.deepEqual(pipeline.names, NAMES);
  assert.deepEqual(classOf(pipeline, 443), ["dport=443"]);
  assert.deepEqual(classOf(pipeline, "53"), ["dport=53"]);
  assert.deepEqual(classOf(pipeline, 61_234), ["dport (ephemeral)"]);
  for (const port of [23, 9999, 3389, -1, 70_000, 80.5]) {
    assert.deepEqual(classOf(pipeline, port), ["dport (rare)"], String(port));
  }
});

Deno.test("services that are known but not frequent share the class of their range", () => {
  const values = Float32Array.from([...Array(1000).fill(443), 22, 22, 8080, 8080]);
  const frame = { rows: 1004, columns: [{ type: "numeric" as const, name: "dport", values }] };
  const pipeline = FeaturePipeline.fit(frame, { encoding: "one-hot", ports: new Set(["dport"]) });
  assert.deepEqual(classOf(pipeline, 22), ["dport (well-known)"]);
  assert.deepEqual(classOf(pipeline, 8080), ["dport (registered)"]);
  assert.deepEqual(pipeline.inputs(), [{
    ...pipeline.inputs()[0],
    ...{ type: "numeric", min: 0, max: 65_535, integer: true, ports: [443, 22, 8080, 65_535] },
  }]);
  const shown = (dport: number) => pipeline.fold([], { dport })[0].value;
  assert.deepEqual([shown(443), shown(22), shown(40_000), shown(23)], [
    443,
    "22 (well-known)",
    "40000 (ephemeral)",
    "23 (rare)",
  ]);
});

Deno.test("a missing port counts as the median, or as no class where it is indicated", () => {
  assert.deepEqual(classOf(fit(), null), ["dport=443"]);
  assert.deepEqual(classOf(fit("indicator"), null), []);
});

Deno.test("a saved pipeline has the same classes, in records and frames", () => {
  const pipeline = fit();
  const loaded = FeaturePipeline.fromJSON(JSON.parse(JSON.stringify(pipeline.toJSON())));
  const values = Float32Array.of(443, 53, 22, 80, 55_000, NaN);
  const { data } = loaded.transform({
    rows: values.length,
    columns: [{ type: "numeric", name: "dport", values }],
  });
  const rows = [...values].map((port) => [
    ...loaded.transformRecord({ dport: Number.isNaN(port) ? null : port }),
  ]);
  assert.deepEqual([...data], rows.flat());
});
