import assert from "node:assert/strict";
import { FLOW_COLUMNS } from "../../../../capture/columns/mod.ts";
import { CaptureFlows, type CaptureSummary } from "../../../../capture/read_capture.ts";
import type { OfficeConnection } from "../connection.ts";
import { OFFICE_START } from "../scenario.ts";
import { planIncident } from "../incidents/plan.ts";
import { smallOffice } from "../testing.ts";
import { withLessPayload } from "./connection_packets.ts";
import { writeOfficeCapture } from "./write_capture.ts";

const MOST_PAYLOAD = 50_000;
const HOUR = 3_600_000;
const WEEK_SECONDS = 604_800;
const PROTOCOLS = { tcp: 6, udp: 17, icmp: 1 };

type Flow = Record<string, number | string>;

/** Three busy hours of an office with a scan and an ICMP tunnel, as they are written. */
function someConnections(): { connections: OfficeConnection[]; isLocal: (a: string) => boolean } {
  const scenario = smallOffice({ seed: 3 });
  const order = { strength: "half", start: OFFICE_START, seed: 2 } as const;
  const incidents = (["fast-scan", "icmp-tunnel"] as const)
    .map((kind) => planIncident(scenario.office, { ...order, kind }));
  const [{ connections }] = scenario.days(incidents);
  const isChosen = ({ time, label }: OfficeConnection) =>
    label !== "" || (time >= OFFICE_START + 9 * HOUR && time < OFFICE_START + 12 * HOUR);
  return { connections: connections.filter(isChosen), isLocal: (each) => scenario.isLocal(each) };
}

function capture(mostPackets?: number): { bytes: Uint8Array<ArrayBuffer>; packets: number } {
  const { connections, isLocal } = someConnections();
  const blocks: Uint8Array[] = [];
  const packets = writeOfficeCapture(connections, (block) => blocks.push(block.slice()), {
    isLocal,
    mostPayload: MOST_PAYLOAD,
    mostPackets,
  });
  const bytes = new Uint8Array(blocks.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const block of blocks) {
    bytes.set(block, at);
    at += block.length;
  }
  return { bytes, packets };
}

function read(bytes: Uint8Array<ArrayBuffer>): { flows: Flow[]; summary: CaptureSummary } {
  const flows: Flow[] = [];
  const reader = new CaptureFlows((flow) => {
    flows.push(Object.fromEntries(FLOW_COLUMNS.map((column) => [column.name, column.of(flow)])));
  }, { idleTimeout: 86_400, activeTimeout: WEEK_SECONDS });
  reader.push(bytes);
  return { flows, summary: reader.end() };
}

/** Adds up packets and bytes of both directions by conversation. */
function byConversation<T>(
  entries: T[],
  keyOf: (entry: T) => string,
  amountsOf: (entry: T) => number[],
): Map<string, number[]> {
  const sums = new Map<string, number[]>();
  for (const entry of entries) {
    const key = keyOf(entry);
    const amounts = amountsOf(entry);
    const before = sums.get(key);
    sums.set(key, before ? before.map((sum, i) => sum + amounts[i]) : amounts);
  }
  return new Map([...sums].sort(([a], [b]) => a < b ? -1 : 1));
}

Deno.test("writeOfficeCapture: reading it back gives the same conversations", () => {
  const { bytes, packets } = capture();
  const { flows, summary } = read(bytes);
  assert.equal(summary.packets, packets);
  assert.deepEqual(summary.skipped, {});
  assert.deepEqual([summary.late, summary.reordered, summary.fault], [0, 0, null]);
  const expected = byConversation(
    someConnections().connections.map((each) => withLessPayload(each, MOST_PAYLOAD)),
    (each) => {
      const number = each.protocol === "icmp" && each.source.includes(":")
        ? 58
        : PROTOCOLS[each.protocol];
      const ports = each.protocol === "icmp" ? [0, 0] : [each.sourcePort, each.destinationPort];
      return [each.source, each.destination, number, ...ports].join(" ");
    },
    (each) => [
      each.sourcePackets,
      each.destinationPackets,
      each.sourceBytes,
      each.destinationBytes,
    ],
  );
  const seen = byConversation(
    flows,
    (flow) =>
      ["Src IP", "Dst IP", "Protocol", "Src Port", "Dst Port"].map((name) => flow[name]).join(" "),
    (flow) =>
      [
        "Total Fwd Packet",
        "Total Bwd packets",
        "Total Length of Fwd Packet",
        "Total Length of Bwd Packet",
      ].map((name) => Number(flow[name])),
  );
  assert.deepEqual(seen, expected);
});

Deno.test("writeOfficeCapture: states, services and durations of TCP are read back", () => {
  const { flows } = read(capture().bytes);
  const expected = new Map(
    someConnections().connections.filter(({ protocol }) => protocol === "tcp")
      .map((each) => [`${each.source} ${each.sourcePort} ${each.destination}`, each]),
  );
  let compared = 0;
  for (const flow of flows.filter((each) => each.proto === "tcp")) {
    const each = expected.get(`${flow["Src IP"]} ${flow["Src Port"]} ${flow["Dst IP"]}`)!;
    assert.equal(flow.conn_state, each.state);
    assert.equal(flow.history, each.history);
    if (each.duration > 0) assert.ok(Math.abs(Number(flow.duration) - each.duration) < 1e-5);
    if (/^(ssl|ssh|http)$/.test(each.service) && each.sourceBytes > 20) {
      assert.equal(flow.service, each.service);
      compared++;
    }
  }
  assert.ok(compared > 100, String(compared));
});

Deno.test("writeOfficeCapture: the same connections give the same bytes, as many as asked for", () => {
  const { bytes, packets } = capture();
  assert.deepEqual(capture().bytes, bytes);
  const short = capture(1_000);
  assert.equal(short.packets, 1_000);
  assert.ok(packets > 10_000);
  assert.deepEqual(bytes.subarray(0, short.bytes.length), short.bytes);
  assert.equal(read(short.bytes).summary.packets, 1_000);
});

const hasTshark = await new Deno.Command("tshark", { args: ["--version"], stdout: "null" }).output()
  .then(({ success }) => success, () => false);
if (!hasTshark) console.warn("tshark is not installed: what it reads of captures is not compared.");

Deno.test({
  name: "writeOfficeCapture: tshark sees the same packets, none of them damaged",
  ignore: !hasTshark,
  async fn() {
    const path = await Deno.makeTempFile({ prefix: "netsift-office-", suffix: ".pcapng" });
    try {
      const { bytes, packets } = capture(20_000);
      await Deno.writeFile(path, bytes);
      const fields = ["ip.src", "ipv6.src", "frame.len", "ip.checksum.status"];
      const { stdout } = await new Deno.Command("tshark", {
        args: [
          ...["-r", path, "-n", "-o", "ip.check_checksum:TRUE", "-T", "fields"],
          ...fields.flatMap((field) => ["-e", field]),
        ],
        stderr: "null",
      }).output();
      const lines = new TextDecoder().decode(stdout).trimEnd().split("\n")
        .map((line) => line.split("\t"));
      assert.equal(lines.length, packets);
      assert.equal(
        lines.reduce((sum, [, , length]) => sum + Number(length), 0),
        read(bytes).summary.bytes,
      );
      assert.ok(lines.every(([v4, v6]) => (v4 === "") !== (v6 === "")));
      assert.ok(lines.every(([v4, , , status]) => v4 === "" || status === "1"));
    } finally {
      await Deno.remove(path);
    }
  },
});
