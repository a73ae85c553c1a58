import assert from "node:assert/strict";
import { describeMapping, mapColumns } from "./columns.ts";

const FEATURES = ["Flow Duration", "Total Fwd Packets", "Flow Bytes/s"];

Deno.test("mapColumns() finds columns in other case and with other punctuation", () => {
  for (
    const present of [
      ["FLOW DURATION", "TOTAL FWD PACKETS", "FLOW BYTES/S"],
      ["flow_duration", "total_fwd_packets", "flow_bytes_s"],
      ["flow.duration", "total-fwd-packets", " FlowBytess "],
    ]
  ) {
    const { columns, mapped, missing } = mapColumns(FEATURES, [...present, "label"]);
    assert.deepEqual(FEATURES.map((name) => columns.get(name)), present);
    assert.equal(mapped.length, 3);
    assert.deepEqual(missing, []);
  }
});

Deno.test("mapColumns() prefers the very name and guesses nothing", () => {
  assert.deepEqual(mapColumns(["a b"], ["A_B", "a b"]).mapped, []);
  assert.deepEqual(mapColumns(["a b"], ["A_B", "a-b"]).missing, ["a b"]);
  assert.deepEqual(mapColumns(["a b", "a_b"], ["A.B"]).missing, ["a b", "a_b"]);
  assert.deepEqual(mapColumns(["a b", "A_B"], ["A_B"]).missing, ["a b"]);
  assert.deepEqual(mapColumns(["?"], ["!"]).missing, ["?"]);
});

Deno.test("describeMapping() says which column serves which feature", () => {
  assert.equal(
    describeMapping(mapColumns(["Flow Duration"], ["flow_duration"]).mapped),
    "Columns matched by name despite different spelling or another name for the same: " +
      '"flow_duration" as "Flow Duration".',
  );
});

Deno.test("mapColumns() knows names that other tools have for the same, and takes the first of several", () => {
  const zeek = ["id.orig_p", "id.resp_p", "proto", "conn_state", "orig_bytes", "duration"];
  assert.deepEqual(mapColumns(["protocol_type", "flag", "src_bytes", "duration"], zeek).mapped, [
    { feature: "protocol_type", column: "proto" },
    { feature: "flag", column: "conn_state" },
    { feature: "src_bytes", column: "orig_bytes" },
  ]);
  const capture = ["Total Length of Fwd Packet", "orig_bytes", "Fwd Packet Length Max"];
  assert.deepEqual(mapColumns(["Total Length of Fwd Packets", "src_bytes"], capture).mapped, [
    { feature: "Total Length of Fwd Packets", column: "orig_bytes" },
    { feature: "src_bytes", column: "Total Length of Fwd Packet" },
  ]);
  assert.deepEqual(mapColumns(["flag", "conn_state"], ["conn_state"]).missing, ["flag"]);
  assert.deepEqual(mapColumns(["Flow Duration"], ["duration"]).missing, ["Flow Duration"]);
});
