import assert from "node:assert/strict";
import { FLOW_COLUMNS } from "../columns/mod.ts";
import { ACK, FIN, PSH, RST, SYN } from "../packets/decoded_packet.ts";
import { EXPORT_COLUMNS } from "./export_columns.ts";
import { ExportedFlow } from "./exported_flow.ts";

function columnsOf(change: Partial<ExportedFlow>): Record<string, string | number> {
  const flow = Object.assign(new ExportedFlow(), change);
  return Object.fromEntries(EXPORT_COLUMNS.map((column) => [column.name, column.of(flow)]));
}

/** Columns that only exporters know. */
const OF_EXPORTERS = [
  ...["orig_tcp_flags", "resp_tcp_flags", "tos", "exporter", "input_interface"],
  ...["output_interface", "src_as", "dst_as", "sampling_interval"],
];

Deno.test("exported flows have columns of captured ones, with their types, and a few more", () => {
  const known = new Map(FLOW_COLUMNS.map(({ name, type }) => [name, type]));
  const others = EXPORT_COLUMNS.filter(({ name, type }) => known.get(name) !== type);
  assert.deepEqual(others.map(({ name }) => name), OF_EXPORTERS);
});

Deno.test("a flow with both directions fills all columns", () => {
  const flow = columnsOf({
    ...{ exporter: "192.0.2.1", source: "10.0.0.1", destination: "10.0.0.2" },
    ...{ sourcePort: 40_000, destinationPort: 443, protocol: 6, tos: 0, endReason: 3 },
    ...{ start: 1_700_000_000_123_456, end: 1_700_000_002_123_456 },
    ...{ packets: 10, bytes: 1000, flags: SYN | ACK | FIN | PSH },
    ...{ reversePackets: 5, reverseBytes: 5000, reverseFlags: SYN | ACK | FIN },
    ...{ input: 1, output: 2, sourceAs: 3, destinationAs: 4 },
  });
  assert.deepEqual(flow, {
    "Flow ID": "10.0.0.1-10.0.0.2-40000-443-6",
    "Src IP": "10.0.0.1",
    "Src Port": 40_000,
    "Dst IP": "10.0.0.2",
    "Dst Port": 443,
    "Protocol": 6,
    "Timestamp": "2023-11-14T22:13:20.123456Z",
    "Flow Duration": 2e6,
    "Total Fwd Packet": 10,
    "Total Bwd packets": 5,
    "Flow Packets/s": 7.5,
    "Fwd Packets/s": 5,
    "Bwd Packets/s": 2.5,
    "Down/Up Ratio": 0.5,
    "ICMP Code": NaN,
    "ICMP Type": NaN,
    "proto": "tcp",
    "service": "ssl",
    "duration": 2,
    "conn_state": "SF",
    "orig_pkts": 10,
    "orig_ip_bytes": 1000,
    "resp_pkts": 5,
    "resp_ip_bytes": 5000,
    "end_reason": "fin",
    "orig_tcp_flags": "...AP.SF",
    "resp_tcp_flags": "...A..SF",
    "tos": 0,
    "exporter": "192.0.2.1",
    "input_interface": 1,
    "output_interface": 2,
    "src_as": 3,
    "dst_as": 4,
    "sampling_interval": 1,
  });
});

Deno.test("what an exporter does not say is missing, never 0", () => {
  const said = Object.entries(columnsOf({})).filter(([, value]) =>
    value !== "" && !Number.isNaN(value)
  );
  assert.deepEqual(said, [["Flow ID", "----"], ["sampling_interval", 1]]);
});

Deno.test("states follow from the flags of both directions", () => {
  const state = (flags: number, reverseFlags: number, reversePackets = 1) =>
    columnsOf({ protocol: 6, flags, reverseFlags, reversePackets })["conn_state"];
  assert.equal(state(SYN, 0, 0), "S0");
  assert.equal(state(SYN, RST | ACK), "REJ");
  assert.equal(state(SYN | ACK, SYN | ACK), "S1");
  assert.equal(state(SYN | ACK | RST, SYN | ACK), "RSTO");
  assert.equal(state(SYN | ACK, SYN | ACK | RST), "RSTR");
  assert.equal(state(SYN | FIN, SYN | ACK), "S2");
  assert.equal(state(ACK | PSH, ACK), "OTH");
  assert.equal(state(SYN, NaN, NaN), "", "nobody looked at the other direction");
  const udp = [1, 0].map((reversePackets) => columnsOf({ protocol: 17, reversePackets }));
  assert.deepEqual(udp.map((flow) => flow["conn_state"]), ["SF", "S0"]);
});

Deno.test("microseconds are those of the exporter, whatever the second", () => {
  for (const rest of [0, 1, 999_999]) {
    const { Timestamp } = columnsOf({ start: 1_999_999_999 * 1e6 + rest });
    assert.equal(Timestamp, `2033-05-18T03:33:19.${String(rest).padStart(6, "0")}Z`);
  }
});
