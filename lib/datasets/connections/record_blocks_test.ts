import assert from "node:assert/strict";
import { NameTable, OUTCOME } from "../../behaviour/connection_block.ts";
import type { FlatRecord } from "../../values/flatten.ts";
import { RecordBlocks } from "./record_blocks.ts";

const NOW = Date.UTC(2026, 0, 5, 12);

function read(records: FlatRecord[]) {
  const names = { hosts: new NameTable(), services: new NameTable() };
  return { names, block: new RecordBlocks(names).read(records, 100, NOW) };
}

Deno.test("RecordBlocks: reads a connection of Zeek", () => {
  const { names, block } = read([{
    ts: "1767600000.5",
    "id.orig_h": "10.0.0.5",
    "id.resp_h": "FE80::2",
    "id.resp_p": "443",
    proto: "tcp",
    service: "ssl",
    duration: "1.5",
    orig_bytes: "300",
    resp_bytes: "",
    conn_state: "REJ",
    orig_pkts: "4",
    resp_pkts: "2",
  }]);
  assert.equal(block.rows, 1);
  const { time, source, destination, service, destinationPort, protocol, outcome } = block;
  assert.deepEqual([block.row[0], time[0], destinationPort[0], protocol[0], outcome[0]], [
    100,
    1_767_600_000_500,
    443,
    6,
    OUTCOME.FAILED,
  ]);
  assert.deepEqual(
    [names.hosts.nameOf(source[0]), names.hosts.nameOf(destination[0])],
    ["10.0.0.5", "fe80::2"],
  );
  assert.equal(names.services.nameOf(service[0]), "ssl");
  assert.deepEqual(
    [block.duration[0], block.sourceBytes[0], block.destinationBytes[0]],
    [1.5, 300, NaN],
  );
  assert.deepEqual([block.sourcePackets[0], block.destinationPackets[0]], [4, 2]);
});

Deno.test("RecordBlocks: reads a flow of Suricata", () => {
  const { block } = read([{
    "flow.start": "2026-01-05T09:00:00.25+0100",
    timestamp: "2026-01-05T09:05:00.25+0100",
    src_ip: "10.0.0.5",
    dest_ip: "10.0.0.9",
    dest_port: 22,
    proto: "TCP",
    app_proto: "failed",
    "flow.state": "established",
    "flow.bytes_toserver": 900,
    "flow.bytes_toclient": 700,
    "flow.pkts_toserver": 9,
    "flow.pkts_toclient": 7,
  }]);
  assert.deepEqual(
    [block.time[0], block.outcome[0], block.service[0], block.sourceBytes[0]],
    [Date.UTC(2026, 0, 5, 8, 0, 0, 250), OUTCOME.ANSWERED, -1, 900],
  );
});

Deno.test("RecordBlocks: durations of captures are in their own unit", () => {
  const flow = {
    ts: 1_767_600_000,
    "Src IP": "10.0.0.5",
    "Dst IP": "10.0.0.9",
    "Flow Duration": 5e6,
  };
  assert.equal(read([flow]).block.duration[0], 5);
});

Deno.test("RecordBlocks: what is no moment of a clock is no time, and without hosts there is nothing", () => {
  const hosts = { src_ip: "10.0.0.5", dst_ip: "10.0.0.9" };
  const times = ["soon", 12.5, NOW / 1000 + 7200, NOW / 1000 + 60, null];
  const { block } = read([...times.map((ts) => ({ ts, ...hosts })), { ts: 1_767_600_000 }]);
  assert.equal(block.rows, 5);
  assert.deepEqual([...block.time.subarray(0, 5)], [NaN, NaN, NaN, NOW + 60_000, NaN]);
});
