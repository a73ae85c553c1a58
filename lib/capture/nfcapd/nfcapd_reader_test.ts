import assert from "node:assert/strict";
import { zstdCompressSync } from "node:zlib";
import fc from "fast-check";
import type { ExportedFlow } from "../exports/exported_flow.ts";
import { NfcapdReader } from "./nfcapd_reader.ts";
import {
  element,
  extensionMap,
  FIRST,
  join,
  little,
  lz4Literals,
  nfcapdFile,
  storedIpv4,
  v1Record,
  v3Record,
} from "./testing.ts";

async function read(file: Uint8Array<ArrayBuffer>, blockBytes = file.length) {
  const flows: ExportedFlow[] = [];
  const reader = new NfcapdReader((flow) => flows.push(flow));
  for (let at = 0; at < file.length; at += blockBytes) {
    await reader.push(file.slice(at, at + blockBytes));
  }
  reader.end();
  return { flows, fault: reader.fault, skipped: reader.skipped };
}

function pick(flow: ExportedFlow) {
  const { source, destination, sourcePort, destinationPort, protocol, flags, tos } = flow;
  const { packets, bytes, start, end } = flow;
  return [
    ...[source, destination, sourcePort, destinationPort, protocol, flags, tos, packets, bytes],
    ...[start, end],
  ];
}

const PLAIN = [
  ...["10.0.0.1", "10.0.0.2", 40_000, 80, 6, 27, 8, 5, 500],
  ...[FIRST * 1000, (FIRST + 1000) * 1000],
];

Deno.test("both layouts give the same flows", async () => {
  const files = [
    nfcapdFile(2, [{ records: [v3Record({})] }]),
    nfcapdFile(1, [{ records: [extensionMap(3, []), v1Record({}, 3)] }]),
    nfcapdFile(1, [{ records: [extensionMap(3, []), v1Record({}, 3, [], { isShort: true })] }]),
    nfcapdFile(1, [{ records: [extensionMap(3, []), v1Record({}, 3, [], { flags: 6 })] }]),
  ];
  for (const file of files) {
    const { flows, fault } = await read(file);
    assert.deepEqual(flows.map(pick), [PLAIN]);
    assert.equal(fault, null);
  }
});

Deno.test("layout 2: elements give interfaces, the other direction, systems and the exporter", async () => {
  const record = v3Record({}, [
    element(99, new Uint8Array(7)),
    element(4, little(3, 4), little(4, 4), little(0, 5), little(2, 1), little(18, 1), little(0, 1)),
    element(5, little(1, 8), little(9, 8), little(900, 8)),
    element(7, little(64_500, 4), little(64_501, 4)),
    element(12, storedIpv4("192.0.2.1")),
  ]);
  const { flows: [flow] } = await read(nfcapdFile(2, [{ records: [record] }]));
  const { input, output, endReason, reversePackets, reverseBytes, reverseFlags } = flow;
  assert.deepEqual([input, output, endReason, reversePackets, reverseBytes, reverseFlags], [
    ...[3, 4, 2, 9, 900, 18],
  ]);
  assert.deepEqual([flow.sourceAs, flow.destinationAs, flow.exporter], [
    64_500,
    64_501,
    "192.0.2.1",
  ]);
});

Deno.test("layout 1: extensions give the same, in the order of their map", async () => {
  const map = extensionMap(1, [13, 6, 4, 16, 15, 23]);
  const record = v1Record({}, 1, [
    ...[little(7, 4), little(64_500, 2), little(64_501, 2), little(3, 2), little(4, 2)],
    ...[little(900, 4), little(9, 8), storedIpv4("192.0.2.1")],
  ]);
  const { flows: [flow] } = await read(nfcapdFile(1, [{ records: [map, record] }]));
  const { input, output, endReason, reversePackets, reverseBytes } = flow;
  assert.deepEqual([input, output, endReason, reversePackets, reverseBytes], [3, 4, 3, 9, 900]);
  assert.deepEqual([flow.sourceAs, flow.destinationAs, flow.exporter], [
    64_500,
    64_501,
    "192.0.2.1",
  ]);
});

Deno.test("records refer to exporters by number", async () => {
  const exporter = join(
    ...[little(7, 2), little(32, 2), little(9, 4), little(0, 8), storedIpv4("192.0.2.7")],
    ...[little(0, 4), little(2, 2), little(1, 2), little(58, 4)],
  );
  const record = v3Record({}, [], { exporter: 1 });
  const { flows: [flow] } = await read(nfcapdFile(2, [{ records: [exporter, record] }]));
  assert.deepEqual([flow.exporter, flow.domain], ["192.0.2.7", 58]);
});

Deno.test("ICMP has its type and code, sampled flows an unknown rate", async () => {
  const file = nfcapdFile(2, [{
    records: [v3Record({ protocol: 1, destinationPort: 0x0301 }), v3Record({}, [], { flags: 2 })],
  }]);
  const { flows: [icmp, sampled] } = await read(file);
  assert.deepEqual([icmp.icmpType, icmp.icmpCode, icmp.destinationPort], [3, 1, 0]);
  assert.ok(Number.isNaN(icmp.flags));
  assert.deepEqual([icmp.sampling, sampled.sampling], [1, NaN]);
});

Deno.test("records of events, and of maps that are missing, are skipped and counted", async () => {
  const files = [
    nfcapdFile(2, [{ records: [v3Record({}, [], { flags: 1 }), v3Record({})] }]),
    nfcapdFile(1, [{ records: [extensionMap(1, []), v1Record({}, 9), v1Record({}, 1)] }]),
  ];
  for (const file of files) {
    const { flows, skipped, fault } = await read(file);
    assert.deepEqual([flows.length, skipped, fault], [1, 1, null]);
  }
});

Deno.test("blocks of zstd and LZ4 are unpacked", async () => {
  const records = [v3Record({}), v3Record({})];
  const packed = { 3: lz4Literals(join(...records)), 4: zstdCompressSync(join(...records)) };
  for (const [compression, bytes] of Object.entries(packed)) {
    const file = nfcapdFile(2, [{ records, packed: Uint8Array.from(bytes) }], {
      compression: Number(compression),
    });
    const { flows } = await read(file);
    assert.deepEqual(flows.map(pick), [PLAIN, PLAIN]);
  }
});

Deno.test("what cannot be read is named", async () => {
  const records = [v3Record({})];
  await assert.rejects(read(nfcapdFile(2, [{ records }], { compression: 1 })), /LZO.*nfdump -J 0/);
  await assert.rejects(read(nfcapdFile(1, [{ records }], { compression: 1 })), /LZO/);
  await assert.rejects(read(nfcapdFile(2, [{ records }], { compression: 9 })), /does not know/);
  await assert.rejects(read(nfcapdFile(2, [{ records }], { encryption: 1 })), /encrypted/);
  const swapped = nfcapdFile(2, [{ records }]);
  swapped.set([0xa5, 0x0c, 0, 2]);
  await assert.rejects(read(swapped), /big-endian/);
});

Deno.test("a file that is cut off or damaged keeps what was whole, and says so", async () => {
  const whole = { records: [v3Record({})] };
  const file = nfcapdFile(2, [whole, whole]);
  const cut = await read(file.slice(0, -1));
  assert.deepEqual([cut.flows.length, cut.fault], [
    1,
    "The nfcapd file is cut off; all records before were read.",
  ]);
  assert.match((await read(nfcapdFile(2, [whole], { blockCount: 2 }))).fault!, /cut off/);
  const damaged = await read(
    nfcapdFile(2, [whole, { records: [Uint8Array.from([11, 0, 200, 0])] }, whole]),
  );
  assert.equal(damaged.flows.length, 1);
  assert.match(damaged.fault!, /block 2 has a record that is not whole/);
  const unpacked = nfcapdFile(2, [{ ...whole, packed: new Uint8Array(9) }], { compression: 4 });
  assert.match((await read(unpacked)).fault!, /block 1 cannot be unpacked/);
});

Deno.test("a file that is being written, and what follows its blocks, is read", async () => {
  const whole = { records: [v3Record({})] };
  const growing = await read(nfcapdFile(2, [whole, whole], { blockCount: 0 }));
  const appended = await read(join(nfcapdFile(2, [whole]), new Uint8Array(50)));
  assert.deepEqual([growing.flows.length, growing.fault], [2, null]);
  assert.deepEqual([appended.flows.length, appended.fault], [1, null]);
});

const files = [
  nfcapdFile(2, [{ records: [v3Record({}), v3Record({}, [element(5, new Uint8Array(24))])] }]),
  nfcapdFile(1, [{ records: [extensionMap(1, [5, 7]), v1Record({}, 1, [new Uint8Array(16)])] }]),
];

Deno.test("bytes that come in pieces of any size give the same flows", async () => {
  for (const file of files) {
    const { flows } = await read(file);
    for (const size of [1, 3, 7, 50, 100]) assert.deepEqual((await read(file, size)).flows, flows);
  }
});

Deno.test("files that are changed and cut anywhere are read without a failure", async () => {
  const change = fc.record({
    which: fc.nat(files.length - 1),
    changes: fc.array(fc.tuple(fc.nat(450), fc.nat(255)), { maxLength: 4 }),
    keep: fc.nat(500),
  });
  await fc.assert(
    fc.asyncProperty(change, async ({ which, changes, keep }) => {
      const file = files[which].slice(0, keep);
      for (const [at, byte] of changes) {
        // The header decides whether the file is read at all.
        const place = at + (which === 0 ? 40 : 276);
        if (place < file.length) file[place] = byte;
      }
      const { flows } = await read(file);
      assert.ok(flows.every(({ start, end }) => !(start < 0) && !(end < start)));
    }),
    { numRuns: 500 },
  );
});
