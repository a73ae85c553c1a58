import assert from "node:assert/strict";
import { zstdCompressSync } from "node:zlib";
import { readRecords } from "../records.ts";
import { upload, withFolder, zipOf } from "../testing.ts";
import { ethernet, ipv4Datagram, ipv4Packet, pcap } from "../../capture/testing.ts";
import { FIN, SYN, UDP } from "../../capture/packets/decoded_packet.ts";
import { ingest } from "./ingest.ts";

const dns = (time: number, sourcePort: number) => ({
  time,
  protocol: UDP,
  sourcePort,
  destinationPort: 53,
  payload: 30,
});
const capture = pcap([dns(0, 5000), dns(1, 5001), { time: 2, flags: SYN }]);

Deno.test("ingest() turns a capture into flows with roles, types and what was passed over", () =>
  withFolder(async (folder) => {
    const arp = new Uint8Array(42);
    arp.set([8, 6], 12);
    const withArp = pcap([dns(0, 5000), { time: 1, flags: SYN }, { time: 2, frame: arp }]);
    const profile = await ingest(await upload(folder, withArp), folder);
    assert.equal(profile.format, "capture");
    assert.equal(profile.rows, 2);
    assert.ok(profile.warnings.includes("Packets that belong to no flow: 1 ARP packet."));
    const { capture } = profile;
    assert.equal(capture!.packets, 3);
    assert.deepEqual(capture!.protocols.map(({ protocol, packets }) => [protocol, packets]), [
      ["tcp", 1],
      ["udp", 1],
    ]);
    assert.deepEqual(capture!.skipped, [{ reason: "arp", packets: 1 }]);
    assert.deepEqual(capture!.times.packets, [1, 1, 1]);
    const hosts = capture!.talkers.map(({ flows, packets }) => [flows, packets]);
    assert.deepEqual(hosts, [[2, 2], [2, 2]], "both ends of both flows");
    const { from, to } = capture!.span;
    assert.equal(Date.parse(to) - Date.parse(from), 2000);
    const roles = new Map(profile.columns.map(({ name, role }) => [name, role]));
    assert.deepEqual(
      ["Src IP", "Dst IP", "Timestamp", "Src Port", "orig_bytes", "service"].map((name) =>
        roles.get(name)
      ),
      ["identifier", "identifier", "timestamp", "ignored", "ignored", "categorical"],
    );
    const { columns, rows } = await readRecords(`${folder}/data.parquet`, { offset: 0, limit: 2 });
    const service = columns.indexOf("service");
    assert.deepEqual(rows.map((row) => row[service]).sort(), ["dns", "http"]);
  }));

Deno.test("ingest() reads captures packed with gzip and zstd", () =>
  withFolder(async (folder) => {
    const packed = [
      await upload(folder, capture, { gzip: true, name: "a" }),
      await upload(folder, Uint8Array.from(zstdCompressSync(capture)), { name: "b" }),
    ];
    for (const path of packed) assert.equal((await ingest(path, folder)).rows, 3);
  }));

Deno.test("ingest() joins the captures of an archive into one stretch of traffic", () =>
  withFolder(async (folder) => {
    const zip = zipOf(
      { name: "day/2.pcap", content: pcap([dns(30, 5000)]) },
      { name: "day/1.pcap", content: pcap([dns(0, 5000)]) },
    );
    const profile = await ingest(await upload(folder, zip), folder);
    assert.equal(profile.rows, 1);
    const duration = profile.columns.find(({ name }) => name === "duration");
    assert.equal(duration?.max, 30);
  }));

Deno.test("ingest() cuts flows by the timeouts that were chosen", () =>
  withFolder(async (folder) => {
    const path = await upload(folder, pcap([dns(0, 5000), dns(30, 5000)]));
    assert.equal((await ingest(path, folder)).rows, 1);
    assert.equal((await ingest(path, folder, { capture: { idleTimeout: 10 } })).rows, 2);
    assert.equal((await ingest(path, folder, { capture: { activeTimeout: 10 } })).rows, 2);
  }));

Deno.test("ingest() keeps what was whole of a capture that is cut off, and says so", () =>
  withFolder(async (folder) => {
    const cut = capture.slice(0, capture.length - 3);
    const profile = await ingest(await upload(folder, cut), folder);
    assert.equal(profile.rows, 2);
    assert.ok(profile.warnings.some((each) => /cut off within its last packet/.test(each)));
  }));

Deno.test("ingest() says why a capture gives no flows", () =>
  withFolder(async (folder) => {
    const refused = async (bytes: Uint8Array<ArrayBuffer>, message: RegExp) =>
      await assert.rejects(ingest(await upload(folder, bytes), folder), message);
    await refused(pcap([]), /The capture contains no packets\./);
    await refused(
      pcap([{ time: 0, flags: FIN }], { linkType: 147 }),
      /1 packet of an unsupported link type/,
    );
  }));

Deno.test("ingest() gives flows of tunnels, or of what they carry", () =>
  withFolder(async (folder) => {
    const ends = { source: "192.0.2.1", destination: "192.0.2.2", protocol: 4 };
    const frames = [5000, 5001, 5002].map((port, time) => ({
      time,
      frame: ethernet(ipv4Datagram(ends, ipv4Packet(dns(time, port)))),
    }));
    const path = await upload(folder, pcap(frames));
    const outer = await ingest(path, folder);
    assert.equal(outer.rows, 1);
    assert.deepEqual(outer.capture!.tunnelled, [{ tunnel: "ip-in-ip", packets: 3 }]);
    assert.ok(outer.warnings.some((each) => each.includes("inside tunnels (IP in IP)")));
    const inner = await ingest(path, folder, { capture: { innerFlows: true } });
    assert.equal(inner.rows, 3);
    assert.deepEqual(inner.capture!.protocols.map(({ protocol }) => protocol), ["udp"]);
    assert.ok(inner.warnings.every((each) => !each.includes("tunnels")));
  }));
