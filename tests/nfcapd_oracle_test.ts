/**
 * Flows of nfcapd files, and of the datagrams that they were written from, against nfdump's reading.
 * Skipped, with a word, where nfdump is not there.
 */
import assert from "node:assert/strict";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { gunzipSync } from "node:zlib";
import type { ExportedFlow } from "../lib/capture/exports/exported_flow.ts";
import { tcpFlagsText } from "../lib/capture/exports/tcp_flags_text.ts";
import { NetflowDecoder } from "../lib/capture/netflow/netflow_decoder.ts";
import {
  COMMON_FIELDS,
  commonRecord,
  flowSet,
  ipfixMessage,
  join as bytesOf,
  SENT,
  template,
  uint,
  v5Datagram,
  v9Datagram,
} from "../lib/capture/netflow/testing.ts";
import { NfcapdReader } from "../lib/capture/nfcapd/nfcapd_reader.ts";
import { pcap } from "../lib/capture/testing.ts";
import { freeUdpPort, sendDatagrams } from "../testing/datagrams.ts";
import { randomPackets } from "../testing/random_packets.ts";
import { realDataFolder } from "../testing/real_data.ts";

const hasNfdump = await new Deno.Command("nfdump", { args: ["-V"], stdout: "null", stderr: "null" })
  .output().then(() => true, () => false);
if (!hasNfdump) console.warn("No nfdump here: nfcapd files are not compared with it.");
const data = await realDataFolder();
if (data === null) console.warn("No real flows here: set NETSIFT_TEST_DATA to compare them.");

/** What nfdump writes of a flow, as far as it is compared. */
interface Dumped {
  type: string;
  first: string;
  last: string;
  in_packets: number;
  in_bytes: number;
  proto: number;
  tcp_flags?: string;
  src_port?: number;
  dst_port?: number;
  icmp_type?: number;
  icmp_code?: number;
  src_tos: number;
  src4_addr?: string;
  dst4_addr?: string;
  src6_addr?: string;
  dst6_addr?: string;
  input_snmp?: number;
  output_snmp?: number;
  src_as?: number;
  dst_as?: number;
  ip4_router?: string;
}

function textOfDumped(flow: Dumped): string {
  const isIcmp = flow.icmp_type !== undefined;
  return [
    ...[flow.first, flow.last, flow.src4_addr ?? flow.src6_addr, flow.dst4_addr ?? flow.dst6_addr],
    ...[isIcmp ? 0 : flow.src_port, isIcmp ? 0 : flow.dst_port, flow.icmp_type, flow.icmp_code],
    ...[flow.proto, flow.proto === 6 ? flow.tcp_flags : "", flow.in_packets, flow.in_bytes],
    ...[flow.src_tos, flow.input_snmp, flow.output_snmp, flow.src_as, flow.dst_as],
  ].map((value) => value ?? "-").join(" ");
}

function textOf(flow: ExportedFlow): string {
  const moment = (microseconds: number) =>
    new Date(microseconds / 1000).toISOString().replace("Z", "");
  return [
    ...[moment(flow.start), moment(flow.end), flow.source, flow.destination, flow.sourcePort],
    ...[flow.destinationPort, flow.icmpType, flow.icmpCode, flow.protocol],
    ...[tcpFlagsText(flow.flags), flow.packets, flow.bytes, flow.tos, flow.input, flow.output],
    ...[flow.sourceAs, flow.destinationAs],
  ].map((value) => Number.isNaN(value) ? "-" : value).join(" ");
}

async function ofNfdump(path: string): Promise<string[]> {
  const { stdout, success } = await new Deno.Command("nfdump", {
    args: ["-r", path, "-o", "json"],
    env: { TZ: "UTC" },
    stderr: "null",
  }).output();
  assert.ok(success);
  const flows: Dumped[] = JSON.parse(new TextDecoder().decode(stdout));
  return flows.map(textOfDumped);
}

async function ofNetsift(path: string): Promise<ExportedFlow[]> {
  const flows: ExportedFlow[] = [];
  const reader = new NfcapdReader((flow) => flows.push(flow));
  await reader.push(await Deno.readFile(path));
  reader.end();
  assert.equal(reader.fault, null);
  return flows;
}

async function run(program: string, ...args: string[]): Promise<void> {
  const { success } = await new Deno.Command(program, { args, stdout: "null", stderr: "null" })
    .output();
  assert.ok(success, program);
}

async function withFolder(body: (folder: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    await body(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

async function onlyFile(folder: string): Promise<string> {
  const names = (await Array.fromAsync(Deno.readDir(folder))).map(({ name }) => name);
  assert.equal(names.length, 1, names.join());
  return join(folder, names[0]);
}

Deno.test({
  name: "the flows that nfpcapd writes are those of nfdump, with every compression",
  ignore: !hasNfdump,
  fn: () =>
    withFolder(async (folder) => {
      const capture = join(folder, "random.pcap");
      await Deno.writeFile(capture, pcap(randomPackets(5000, 3)));
      const flows = join(folder, "flows");
      await Deno.mkdir(flows);
      await run("nfpcapd", "-r", capture, "-w", flows, "-t", "86400");
      const file = await onlyFile(flows);
      const theirs = await ofNfdump(file);
      assert.ok(theirs.length > 500);
      for (const compression of ["0", "2", "3"]) {
        if (compression !== "0") await run("nfdump", "-J", compression, "-r", file);
        assert.deepEqual((await ofNetsift(file)).map(textOf), theirs);
      }
      await run("nfdump", "-J", "1", "-r", file);
      await assert.rejects(ofNetsift(file), /LZO/);
      await run("nfdump", "-J", "0", "-r", file);
      assert.deepEqual((await ofNetsift(file)).map(textOf), theirs);
    }),
});

Deno.test({
  name: "a file of the first layout gives the flows that nfdump reads",
  ignore: !hasNfdump || data === null,
  fn: () =>
    withFolder(async (folder) => {
      const path = join(folder, "v1.nfcapd");
      const packed = await Deno.readFile(join(data!, "captures", "nfdump-v1.nfcapd.gz"));
      await Deno.writeFile(path, gunzipSync(packed));
      const theirs = await ofNfdump(path);
      assert.ok(theirs.length > 4000);
      assert.deepEqual((await ofNetsift(path)).map(textOf), theirs);
    }),
});

const MORE_FIELDS = [{ element: 5, length: 1 }, { element: 152, length: 8 }, {
  element: 153,
  length: 8,
}];

function full(record: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  return bytesOf(record, uint(4, 1), uint(SENT * 1000 + 5, 8), uint(SENT * 1000 + 77, 8));
}

/** Datagrams of every version; fields that nfdump fills with 0 where they are not sent are sent. */
const DATAGRAMS = [
  v5Datagram([
    { packets: 9, bytes: 900, flags: 27 },
    { protocol: 1, sourcePort: 0, destinationPort: 0x0800 },
  ]),
  v9Datagram([
    flowSet(0, template(256, [...COMMON_FIELDS, ...MORE_FIELDS])),
    flowSet(256, full(commonRecord()), full(commonRecord({ packets: 77, bytes: 5e9 }))),
  ]),
  ipfixMessage([
    flowSet(2, template(300, [...COMMON_FIELDS, ...MORE_FIELDS])),
    flowSet(300, full(commonRecord({ source: "10.9.9.9" }))),
  ]),
];

Deno.test({
  name: "nfcapd and our own decoder read the same datagrams alike",
  ignore: !hasNfdump,
  fn: () =>
    withFolder(async (folder) => {
      const port = await freeUdpPort();
      const collector = new Deno.Command("nfcapd", {
        args: ["-b", "127.0.0.1", "-p", String(port), "-w", folder, "-t", "3600"],
        stdout: "null",
        stderr: "null",
      }).spawn();
      while (!await isBound(port)) await wait(20);
      await sendDatagrams(port, DATAGRAMS);
      await wait(200);
      collector.kill("SIGTERM");
      assert.ok((await collector.status).success);
      const file = await onlyFile(folder);
      const theirs = await ofNfdump(file);

      const decoded: ExportedFlow[] = [];
      const decoder = new NetflowDecoder((flow) => decoded.push(flow));
      for (const datagram of DATAGRAMS) decoder.decode(datagram, "127.0.0.1", 0);
      assert.equal(decoded.length, 5);
      const stored = await ofNetsift(file);
      assert.deepEqual(stored.map(textOf), theirs);
      assert.ok(stored.every(({ exporter }) => exporter === "127.0.0.1"));
      assert.deepEqual(decoded.map(textOf), theirs);
    }),
});

/** Whether somebody listens on a port of loopback. */
async function isBound(port: number): Promise<boolean> {
  const sockets = await Deno.readTextFile("/proc/net/udp");
  return sockets.includes(`:${port.toString(16).toUpperCase().padStart(4, "0")} `);
}
