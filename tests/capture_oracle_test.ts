/**
 * Flows of captures against tshark's reading of the same packets. Skipped, with a word, where tshark or
 * the real captures are not there.
 */
import assert from "node:assert/strict";
import { join } from "node:path";
import { UDP } from "../lib/capture/packets/decoded_packet.ts";
import { CaptureFlows, type CaptureOptions } from "../lib/capture/read_capture.ts";
import { FLOW_COLUMNS } from "../lib/capture/columns/mod.ts";
import { ethernet, ipv4Datagram, ipv4Packet, pcap } from "../lib/capture/testing.ts";
import { randomPackets } from "../testing/random_packets.ts";
import { realDataFolder } from "../testing/real_data.ts";

const hasTshark = await new Deno.Command("tshark", { args: ["-v"], stdout: "null", stderr: "null" })
  .output().then(({ success }) => success, () => false);
if (!hasTshark) console.warn("No tshark here: captures are not compared with it.");
const data = await realDataFolder();
if (data === null) console.warn("No real captures here: set NETSIFT_TEST_DATA to compare them.");

/** Packets and bytes of a conversation: of its datagrams, and of what its transport carried. */
interface Conversation {
  packets: number;
  ipBytes: number;
  payloadBytes: number;
}

type Conversations = Record<string, Conversation>;

function addTo(all: Conversations, ends: [string, string], protocol: number, add: Conversation) {
  const key = [...ends.toSorted(), protocol].join(" ");
  const sum = all[key] ??= { packets: 0, ipBytes: 0, payloadBytes: 0 };
  sum.packets += add.packets;
  sum.ipBytes += add.ipBytes;
  sum.payloadBytes += add.payloadBytes;
}

/** @param occurrence of a header that occurs several times, as in tunnels: the first or the last */
async function ofTshark(path: string, occurrence: "f" | "l" = "f"): Promise<Conversations> {
  const fields = [
    "ip.src",
    "ip.dst",
    "ip.proto",
    "ip.len",
    "ipv6.src",
    "ipv6.dst",
    "ipv6.plen",
    "tcp.srcport",
    "tcp.dstport",
    "tcp.len",
    "udp.srcport",
    "udp.dstport",
    "udp.length",
    "icmpv6.type",
  ];
  const args = [
    "-n",
    "-r",
    path,
    "-o",
    "ip.defragment:FALSE",
    "-T",
    "fields",
    "-E",
    `occurrence=${occurrence}`,
  ];
  const { stdout, success } = await new Deno.Command("tshark", {
    args: [...args, ...fields.flatMap((field) => ["-e", field])],
    stderr: "null",
  }).output();
  assert.ok(success);
  const all: Conversations = {};
  for (const line of new TextDecoder().decode(stdout).split("\n")) {
    const values = line.split("\t");
    const at = Object.fromEntries(fields.map((field, i) => [field, values[i] ?? ""]));
    const source = at["ip.src"] || at["ipv6.src"];
    if (!source) continue;
    // Errors of ICMP hold the beginning of the packet that they are about.
    const isIcmp = at["ip.proto"] === "1" || at["icmpv6.type"] !== "";
    const isTcp = !isIcmp && at["tcp.srcport"] !== "";
    const isUdp = !isIcmp && at["udp.srcport"] !== "";
    const protocol = Number(at["ip.proto"]) || (isTcp ? 6 : isUdp ? 17 : 58);
    const destination = at["ip.dst"] || at["ipv6.dst"];
    const ports = isTcp
      ? [at["tcp.srcport"], at["tcp.dstport"]]
      : isUdp
      ? [at["udp.srcport"], at["udp.dstport"]]
      : ["0", "0"];
    addTo(all, [`${source}:${ports[0]}`, `${destination}:${ports[1]}`], protocol, {
      packets: 1,
      ipBytes: at["ip.len"] ? Number(at["ip.len"]) : Number(at["ipv6.plen"]) + 40,
      payloadBytes: isTcp ? Number(at["tcp.len"]) : isUdp ? Number(at["udp.length"]) - 8 : 0,
    });
  }
  return all;
}

async function ofNetsift(path: string, options?: CaptureOptions): Promise<Conversations> {
  const all: Conversations = {};
  const reader = new CaptureFlows((flow) => {
    const value = Object.fromEntries(FLOW_COLUMNS.map((column) => [column.name, column.of(flow)]));
    const protocol = Number(value["Protocol"]);
    const hasPorts = protocol === 6 || protocol === 17;
    addTo(
      all,
      [`${value["Src IP"]}:${value["Src Port"]}`, `${value["Dst IP"]}:${value["Dst Port"]}`],
      protocol,
      {
        packets: Number(value["orig_pkts"]) + Number(value["resp_pkts"]),
        ipBytes: Number(value["orig_ip_bytes"]) + Number(value["resp_ip_bytes"]),
        payloadBytes: hasPorts ? Number(value["orig_bytes"]) + Number(value["resp_bytes"]) : 0,
      },
    );
  }, options);
  reader.push(await Deno.readFile(path));
  reader.end();
  return all;
}

for (const name of ["test7-malicious.pcap", "test-cc-capture-2.pcap"]) {
  Deno.test({
    name: `flows of ${name} have the packets and bytes of tshark's conversations`,
    ignore: !hasTshark || data === null,
    fn: async () => {
      const path = join(data!, "captures", name);
      const [ours, theirs] = await Promise.all([ofNetsift(path), ofTshark(path)]);
      assert.ok(Object.keys(ours).length > 50);
      assert.deepEqual(ours, theirs);
    },
  });
}

Deno.test({
  name: "flows of generated captures have the packets and bytes of tshark's conversations",
  ignore: !hasTshark,
  fn: async () => {
    const path = await Deno.makeTempFile({ suffix: ".pcap" });
    try {
      await Deno.writeFile(path, pcap(randomPackets(20_000, 7)));
      const [ours, theirs] = await Promise.all([ofNetsift(path), ofTshark(path)]);
      assert.ok(Object.keys(ours).length > 500);
      assert.deepEqual(ours, theirs);
    } finally {
      await Deno.remove(path);
    }
  },
});

Deno.test({
  name: "flows inside tunnels have the packets and bytes of tshark's innermost conversations",
  ignore: !hasTshark,
  fn: async () => {
    const path = await Deno.makeTempFile({ suffix: ".pcap" });
    try {
      const packets = randomPackets(3000, 11).map((packet, i) => ({
        time: packet.time!,
        frame: ethernet(inTunnel(i, ipv4Packet(packet))),
      }));
      await Deno.writeFile(path, pcap(packets));
      const [inner, last] = await Promise.all([
        ofNetsift(path, { innerFlows: true }),
        ofTshark(path, "l"),
      ]);
      assert.ok(Object.keys(inner).length > 500);
      assert.deepEqual(inner, last);
    } finally {
      await Deno.remove(path);
    }
  },
});

/** A packet as it is, or in one of the tunnels that are looked into. */
function inTunnel(i: number, inner: Uint8Array): Uint8Array {
  const joined = (...parts: (Uint8Array | number[])[]) =>
    Uint8Array.from(parts.flatMap((part) => [...part]));
  const ends = { source: "192.0.2.1", destination: "192.0.2.2" };
  const ppp = [0x30, 1, 0x88, 0x0b, 0, inner.length + 4, 0, 1, 0, 0, 0, i & 255, 0xff, 3, 0, 0x21];
  const vxlan = [8, 0, 0, 0, 0, 0, 7, 0];
  switch (i % 5) {
    case 0:
      return ipv4Datagram({ ...ends, protocol: 4 }, inner);
    case 1:
      return ipv4Datagram({ ...ends, protocol: 47 }, joined([0x20, 0, 8, 0, 0, 0, 0, 5], inner));
    case 2:
      return ipv4Datagram({ ...ends, protocol: 47 }, joined(ppp, inner));
    case 3:
      return ipv4Packet({
        ...ends,
        protocol: UDP,
        sourcePort: 60_000,
        destinationPort: 4789,
        payload: joined(vxlan, ethernet(inner)),
      });
    default:
      return inner;
  }
}
