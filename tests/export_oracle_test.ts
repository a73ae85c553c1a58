/**
 * Flows that softflowd exports of a capture against our own reading of the same packets. Skipped, with a
 * word, where softflowd is not there.
 */
import assert from "node:assert/strict";
import { createSocket, type Socket } from "node:dgram";
import { once } from "node:events";
import { setTimeout as wait } from "node:timers/promises";
import { createRandom } from "../lib/base/random.ts";
import { FLOW_COLUMNS } from "../lib/capture/columns/mod.ts";
import { EXPORT_COLUMNS } from "../lib/capture/exports/export_columns.ts";
import { FlowPairing } from "../lib/capture/exports/flow_pairing.ts";
import type { ExporterReport } from "../lib/capture/netflow/exporter_registry.ts";
import { NetflowDecoder } from "../lib/capture/netflow/netflow_decoder.ts";
import { ACK, FIN, ICMP, SYN, UDP } from "../lib/capture/packets/decoded_packet.ts";
import { CaptureFlows } from "../lib/capture/read_capture.ts";
import { type PacketSpec, pcap } from "../lib/capture/testing.ts";

const hasSoftflowd = await new Deno.Command("softflowd", {
  args: ["-h"],
  stdout: "null",
  stderr: "null",
})
  .output().then(() => true, () => false);
if (!hasSoftflowd) console.warn("No softflowd here: its flows are not compared.");

/** Columns that both sides must fill alike; softflowd knows times to the millisecond. */
const COMPARED = [
  ...["Src IP", "Dst IP", "Src Port", "Dst Port", "Protocol", "proto", "service"],
  ...["orig_pkts", "orig_ip_bytes", "resp_pkts", "resp_ip_bytes", "ICMP Type", "ICMP Code"],
];
/** Either side of a difference is rounded. */
const MILLISECONDS = 2;
const SILENCE = 300;

type Flow = Record<string, string | number>;

/** Connections of every kind, each one flow for either program. */
function packets(count: number): PacketSpec[] {
  const random = createRandom(11);
  return Array.from({ length: count }, (_, i): PacketSpec[] => {
    const source = `10.1.${i >> 8}.${i & 255}`;
    const ends = { source, destination: `10.2.0.${1 + random.integer(9)}`, sourcePort: 20_000 + i };
    const back = { source: ends.destination, destination: source, destinationPort: 20_000 + i };
    const start = random.next() * 20;
    const there = { ...ends, destinationPort: [80, 443, 53][i % 3], time: start };
    const reply = { ...back, sourcePort: there.destinationPort, time: start + 0.25 };
    const size = () => random.integer(500);
    switch (i % 4) {
      case 0:
        return [
          { ...there, flags: SYN },
          { ...reply, flags: SYN | ACK },
          { ...there, time: start + 0.5, flags: ACK, payload: size() },
          { ...reply, time: start + 0.75, flags: FIN | ACK, payload: size() },
          { ...there, time: start + 1, flags: FIN | ACK },
          { ...reply, time: start + 1.25, flags: ACK },
        ];
      case 1:
        return [{ ...there, protocol: UDP, payload: size() }, {
          ...reply,
          protocol: UDP,
          payload: size(),
        }];
      case 2:
        return [{ ...there, flags: SYN }];
      default:
        return [
          { ...there, protocol: ICMP, flags: 8, payload: size() },
          { ...reply, protocol: ICMP, flags: 0, payload: size() },
        ];
    }
  }).flat().sort((a, b) => a.time! - b.time!);
}

function ofCapture(capture: Uint8Array<ArrayBuffer>): Flow[] {
  const flows: Flow[] = [];
  const reader = new CaptureFlows((flow) => {
    flows.push(Object.fromEntries(FLOW_COLUMNS.map((column) => [column.name, column.of(flow)])));
  });
  reader.push(capture);
  reader.end();
  return flows;
}

/** What softflowd sends about a capture over loopback. */
async function ofSoftflowd(
  path: string,
  version: number,
): Promise<{ flows: Flow[]; report: ExporterReport }> {
  const flows: Flow[] = [];
  const pairing = new FlowPairing((flow) => {
    flows.push(Object.fromEntries(EXPORT_COLUMNS.map((column) => [column.name, column.of(flow)])));
  });
  const decoder = new NetflowDecoder((flow) => pairing.add(flow, 0));
  const socket = createSocket({ type: "udp4", recvBufferSize: 2 ** 22 });
  let last = 0;
  socket.on("message", (datagram, { address }) => {
    last = Date.now();
    decoder.decode(datagram, address, last);
  });
  const port = await bound(socket);
  try {
    const args = ["-r", path, "-n", `127.0.0.1:${port}`, "-v", String(version), "-d"];
    const { success } = await new Deno.Command("softflowd", {
      args,
      stdout: "null",
      stderr: "null",
    }).output();
    assert.ok(success);
    last = Date.now();
    while (Date.now() - last < SILENCE) await wait(20);
  } finally {
    socket.close();
  }
  pairing.flush();
  return { flows, report: decoder.report()[0] };
}

async function bound(socket: Socket): Promise<number> {
  socket.bind(0, "127.0.0.1");
  await once(socket, "listening");
  return socket.address().port;
}

function compared(flows: Flow[]): string[] {
  return flows.map((flow) => COMPARED.map((name) => flow[name]).join(" ")).sort();
}

/** Milliseconds from the first flow to each; softflowd dates captures by its own clock. */
function startsOf(flows: Flow[]): Map<string, number> {
  const starts = flows.map((flow) => Date.parse(String(flow["Timestamp"])));
  const least = Math.min(...starts);
  return new Map(flows.map((flow, i) => [String(flow["Flow ID"]), starts[i] - least]));
}

for (const [name, version] of [["NetFlow v5", 5], ["NetFlow v9", 9], ["IPFIX", 10]] as const) {
  Deno.test({
    name: `${name} of softflowd agrees with our own reading of the capture`,
    ignore: !hasSoftflowd,
    fn: async () => {
      const path = await Deno.makeTempFile({ suffix: ".pcap" });
      try {
        const capture = pcap(packets(400));
        await Deno.writeFile(path, capture);
        const ours = ofCapture(capture);
        const { flows, report } = await ofSoftflowd(path, version);
        assert.equal(ours.length, 400);
        assert.deepEqual(compared(flows), compared(ours));
        const [{ lost, undecoded, restarts, waiting }] = report.domains;
        assert.deepEqual([lost, undecoded, restarts, waiting], [0, 0, 0, 0]);
        assert.deepEqual(report.faults, {});
        const [theirs, our] = [flows, ours].map(startsOf);
        for (const [flow, start] of our) {
          const apart = Math.abs(theirs.get(flow)! - start);
          assert.ok(apart <= MILLISECONDS, `${flow} begins ${apart} ms apart`);
        }
      } finally {
        await Deno.remove(path);
      }
    },
  });
}
