import assert from "node:assert/strict";
import fc from "fast-check";
import { FLOW_COLUMNS } from "./columns/mod.ts";
import { ACK, FIN, ICMP, PSH, RST, SYN, UDP, URG } from "./packets/decoded_packet.ts";
import { CaptureFlows, type CaptureOptions, type CaptureSummary } from "./read_capture.ts";
import { EPOCH, ethernet, handshake, ipv4Packet, type PacketSpec, pcap, REPLY } from "./testing.ts";

type Flow = Record<string, number | string>;

function read(
  capture: Uint8Array<ArrayBuffer>,
  options: CaptureOptions & { blockBytes?: number } = {},
): { flows: Flow[]; summary: CaptureSummary } {
  const flows: Flow[] = [];
  const reader = new CaptureFlows((flow) => {
    flows.push(Object.fromEntries(FLOW_COLUMNS.map((column) => [column.name, column.of(flow)])));
  }, options);
  const { blockBytes = capture.length } = options;
  for (let at = 0; at < capture.length; at += blockBytes) {
    reader.push(capture.slice(at, at + blockBytes));
  }
  return { flows, summary: reader.end() };
}

const flowsOf = (packets: PacketSpec[], options?: CaptureOptions): Flow[] =>
  read(pcap(packets), options).flows;

function pick(flow: Flow, ...names: string[]): (number | string)[] {
  return names.map((name) => {
    assert.ok(name in flow, name);
    return flow[name];
  });
}

Deno.test("a TCP flow ends with both FINs and the last ACK; stragglers belong to it", () => {
  const flows = flowsOf([
    ...handshake(),
    { time: 1, flags: FIN | ACK, sequence: 101 },
    { time: 1.1, ...REPLY, flags: ACK },
    { time: 1.2, ...REPLY, flags: FIN | ACK, sequence: 501 },
    { time: 1.3, flags: ACK, sequence: 102 },
    { time: 1.4, ...REPLY, flags: ACK },
    { time: 3, flags: SYN, sequence: 9000 },
  ]);
  assert.equal(flows.length, 2);
  assert.deepEqual(
    pick(flows[0], "Total Fwd Packet", "Total Bwd packets", "conn_state", "history", "end_reason"),
    [4, 4, "SF", "ShAFaf", "fin"],
  );
  assert.deepEqual(pick(flows[1], "Total Fwd Packet", "conn_state", "end_reason"), [
    1,
    "S0",
    "capture-end",
  ]);
});

Deno.test("a RST ends a flow", () => {
  const flows = flowsOf([
    ...handshake(),
    { time: 1, ...REPLY, flags: RST | ACK },
    { time: 10, flags: ACK },
  ]);
  assert.deepEqual(flows.map((flow) => pick(flow, "end_reason", "conn_state", "Bwd RST Flags")), [
    ["rst", "RSTR", 1],
    ["capture-end", "OTH", 0],
  ]);
});

Deno.test("a refused connection is REJ", () => {
  const [flow] = flowsOf([{ flags: SYN }, { time: 0.1, ...REPLY, flags: RST | ACK }]);
  assert.deepEqual(pick(flow, "conn_state", "history", "end_reason"), ["REJ", "Sr", "rst"]);
});

Deno.test("the originator sent the SYN, also where the SYN-ACK comes first", () => {
  const [flow] = flowsOf([
    { time: 0, ...REPLY, flags: SYN | ACK },
    { time: 0.1, flags: ACK },
  ]);
  assert.deepEqual(pick(flow, "Src IP", "Src Port", "Dst IP", "Dst Port"), [
    "10.0.0.1",
    40_000,
    "10.0.0.2",
    80,
  ]);
  assert.deepEqual(pick(flow, "Total Fwd Packet", "Total Bwd packets"), [1, 1]);
});

Deno.test("active and idle times are lengths of time, each pause counted once", () => {
  const times = [0, 1, 2, 12, 13, 33];
  const [flow] = flowsOf(times.map((time) => ({ time, payload: 1 })));
  assert.deepEqual(pick(flow, "Active Mean", "Active Max", "Active Min"), [1.5e6, 2e6, 1e6]);
  assert.equal(Math.round(flow["Active Std"] as number), Math.round(Math.SQRT1_2 * 1e6));
  assert.deepEqual(pick(flow, "Idle Mean", "Idle Max", "Idle Min"), [15e6, 20e6, 10e6]);
});

Deno.test("flags are counted by direction, on every packet", () => {
  const [flow] = flowsOf([
    ...handshake(),
    { time: 1, flags: ACK | PSH, payload: 5 },
    { time: 2, flags: ACK | PSH | URG, payload: 5 },
    { time: 3, ...REPLY, flags: ACK | PSH, payload: 5 },
  ]);
  assert.deepEqual(
    pick(flow, "Fwd PSH Flags", "Bwd PSH Flags", "Fwd URG Flags", "Bwd URG Flags"),
    [2, 1, 1, 0],
  );
  assert.deepEqual(
    pick(flow, "SYN Flag Count", "PSH Flag Count", "ACK Flag Count", "URG Flag Count"),
    [2, 3, 5, 1],
  );
});

Deno.test("bulks and subflows are means, not rounded down", () => {
  const [flow] = flowsOf([
    // A bulk of five packets with 7 bytes together, and two that are none.
    ...[1, 1, 1, 2, 2].map((payload, i) => ({ time: i / 10, payload })),
    { time: 0.5, ...REPLY, payload: 3 },
    { time: 0.6, payload: 4 },
    { time: 2.6, payload: 4 },
  ]);
  assert.deepEqual(pick(flow, "Fwd Bytes/Bulk Avg", "Fwd Packet/Bulk Avg"), [7, 5]);
  assert.equal(Math.round(flow["Fwd Bulk Rate Avg"] as number * 1000), 17_500);
  assert.ok(Number.isNaN(flow["Bwd Bytes/Bulk Avg"]));
  assert.deepEqual(pick(flow, "Subflow Fwd Packets", "Subflow Fwd Bytes"), [3.5, 7.5]);
  assert.deepEqual(pick(flow, "Subflow Bwd Packets", "Subflow Bwd Bytes"), [0.5, 1.5]);
});

Deno.test("initial windows are the first ones, lengths count every payload once", () => {
  const [flow] = flowsOf([
    { time: 0, flags: SYN, window: 100, options: 20 },
    { time: 1, ...REPLY, flags: SYN | ACK, window: 200, options: 12 },
    { time: 2, ...REPLY, flags: ACK, window: 300, payload: 10 },
    { time: 3, flags: ACK, window: 400, payload: 30 },
  ]);
  assert.deepEqual(pick(flow, "FWD Init Win Bytes", "Bwd Init Win Bytes"), [100, 200]);
  assert.deepEqual(
    pick(flow, "Total Length of Fwd Packet", "Fwd Packet Length Mean", "Fwd Packet Length Std"),
    [30, 15, Math.sqrt(450)],
  );
  assert.deepEqual(pick(flow, "Packet Length Min", "Packet Length Max", "Packet Length Mean"), [
    0,
    30,
    10,
  ]);
  assert.deepEqual(pick(flow, "Fwd Header Length", "Bwd Header Length", "Fwd Act Data Pkts"), [
    60,
    52,
    1,
  ]);
  assert.deepEqual(pick(flow, "orig_ip_bytes", "resp_ip_bytes"), [60 + 70, 52 + 50]);
});

Deno.test("the packet behind a timeout begins the next flow and belongs to it alone", () => {
  const udp = (time: number): PacketSpec => ({ time, protocol: UDP, payload: 1 });
  const idle = flowsOf([udp(0), udp(60), udp(120.001)]);
  assert.deepEqual(idle.map((flow) => pick(flow, "Total Fwd Packet", "end_reason")), [
    [2, "idle"],
    [1, "capture-end"],
  ]);
  const active = flowsOf(Array.from({ length: 14 }, (_, i) => udp(i * 10)));
  assert.deepEqual(
    active.map((flow) => pick(flow, "Total Fwd Packet", "Flow Duration", "end_reason")),
    [[13, 120e6, "active"], [1, 0, "capture-end"]],
  );
});

Deno.test("flows expire when other packets show that time has passed", () => {
  const { flows } = read(pcap([
    { time: 0, protocol: UDP },
    { time: 61, protocol: UDP, source: "10.9.9.9" },
    { time: 62, protocol: UDP, source: "10.9.9.9" },
  ]));
  assert.deepEqual(flows.map((flow) => flow["end_reason"]), ["idle", "capture-end"]);
});

Deno.test("a flow of one packet has no rates: they are missing, never infinite", () => {
  const [flow] = flowsOf([{ protocol: UDP, payload: 9 }]);
  const missing = Object.entries(flow).filter(([, value]) => Number.isNaN(value)).map(([name]) =>
    name
  );
  assert.ok(missing.includes("Flow Bytes/s") && missing.includes("Flow IAT Mean"));
  assert.ok(Object.values(flow).every((value) => Math.abs(Number(value)) !== Infinity));
  assert.deepEqual(pick(flow, "Flow Duration", "Fwd Packet Length Std", "Protocol", "proto"), [
    0,
    0,
    17,
    "udp",
  ]);
});

Deno.test("a connection that a timeout cuts keeps its time and its direction", () => {
  const packets: PacketSpec[] = handshake();
  for (let time = 50; time <= 150; time += 50) packets.push({ time, ...REPLY, payload: 1 });
  const [, second] = flowsOf(packets);
  assert.deepEqual(pick(second, "Src IP", "Total Bwd packets", "Total TCP Flow Time"), [
    "10.0.0.1",
    1,
    150e6,
  ]);
});

Deno.test("packets are put in order within the window; copies are dropped where that is asked for", () => {
  const packets = [0, 2, 1, 3].map((time): PacketSpec => ({ time, payload: time + 1 }));
  const { flows: [flow], summary } = read(pcap(packets));
  assert.deepEqual(pick(flow, "Flow IAT Min", "Flow IAT Max", "Flow IAT Mean"), [1e6, 1e6, 1e6]);
  assert.equal(summary.reordered, 1);

  const twice = packets.flatMap((packet) => [packet, { ...packet, time: packet.time! + 1e-4 }]);
  const kept = read(pcap(twice));
  const dropped = read(pcap(twice), { dropDuplicates: true });
  assert.deepEqual([kept.summary.duplicates, dropped.summary.duplicates], [0, 4]);
  assert.deepEqual(dropped.flows[0]["Total Fwd Packet"], 4);
});

Deno.test("fragments belong to the flow of their first one, whose ports they lack", () => {
  const fragment = (time: number, offset: number, more: boolean, payload: number): PacketSpec => ({
    time,
    protocol: UDP,
    payload,
    fragment: { id: 7, offset, more },
  });
  const { flows, summary } = read(
    pcap([fragment(0, 0, true, 16), fragment(0.1, 24, true, 24), fragment(0.2, 48, false, 10)]),
  );
  assert.equal(flows.length, 1);
  assert.deepEqual(pick(flows[0], "Total Fwd Packet", "Total Length of Fwd Packet", "Dst Port"), [
    3,
    50,
    80,
  ]);
  assert.equal(summary.orphans, 0);
});

Deno.test("what belongs to no flow is counted by its reason", () => {
  const arp = ethernet(new Uint8Array(28), 0x0806);
  const lldp = ethernet(new Uint8Array(28), 0x88cc);
  const short = ethernet(ipv4Packet({}).subarray(0, 25));
  const corrupt = ethernet(Uint8Array.from(ipv4Packet({}), (byte, i) => i === 0 ? 0x41 : byte));
  const frames = [arp, lldp, short, corrupt, arp].map((frame, time) => ({ time, frame }));
  const { flows, summary } = read(pcap(frames));
  assert.equal(flows.length, 0);
  assert.deepEqual(summary.skipped, {
    "arp": 2,
    "not-ip": 1,
    "cut-short": 1,
    "bad-header": 1,
  });
});

Deno.test("lengths come from the headers where a snap length cut the packets", () => {
  const frame = ethernet(ipv4Packet({ payload: 1000 }));
  const { flows: [flow], summary } = read(
    pcap([{ time: 0, frame: frame.subarray(0, 60), wireLength: frame.length }]),
  );
  assert.equal(flow["Total Length of Fwd Packet"], 1000);
  assert.equal(summary.bytes, frame.length);
});

Deno.test("ICMP has its type and code, and answers belong to the same flow", () => {
  const [flow] = flowsOf([
    { protocol: ICMP, flags: 8, payload: 48 },
    { time: 1, ...REPLY, protocol: ICMP, flags: 0, payload: 48 },
  ]);
  assert.deepEqual(pick(flow, "ICMP Type", "ICMP Code", "proto", "conn_state", "history"), [
    8,
    0,
    "icmp",
    "SF",
    "Dd",
  ]);
});

Deno.test("gaps in the sequence numbers of TCP are missed bytes unless they are filled later", () => {
  const segment = (time: number, sequence: number): PacketSpec => ({
    time,
    sequence,
    payload: 100,
  });
  const [flow] = flowsOf([
    segment(0, 2 ** 32 - 100),
    segment(1, 100),
    segment(2, 300),
    segment(3, 0),
  ]);
  // 0 to 100 came late, 200 to 300 never.
  assert.equal(flow["missed_bytes"], 100);
});

Deno.test("times are in UTC, to the microsecond, in every flavour of pcap", () => {
  for (const bigEndian of [false, true]) {
    for (const nanoseconds of [false, true]) {
      const { flows: [flow] } = read(
        pcap([{ time: 0.25 }, { time: 1.250001 }], { bigEndian, nanoseconds }),
      );
      assert.deepEqual(pick(flow, "Timestamp", "Flow Duration"), [
        new Date(EPOCH * 1000).toISOString().replace(".000Z", ".250000Z"),
        1_000_001,
      ]);
    }
  }
});

Deno.test("a capture that is cut off keeps what was whole, and says so", () => {
  const whole = pcap([{ time: 0 }, { time: 1 }]);
  const { flows: [flow], summary } = read(whole.slice(0, -5));
  assert.equal(flow["Total Fwd Packet"], 1);
  assert.match(summary.fault!, /cut off within its last packet/);
});

Deno.test("several captures are one stretch of traffic", () => {
  const flows: (number | string)[] = [];
  const column = FLOW_COLUMNS.find(({ name }) => name === "Flow Duration")!;
  const reader = new CaptureFlows((flow) => void flows.push(column.of(flow)));
  reader.push(pcap([{ time: 10 }]));
  reader.nextCapture();
  reader.push(pcap([{ time: 13 }]));
  assert.equal(reader.end().flows, 1);
  assert.deepEqual(flows, [3e6]);
});

Deno.test("the table is bounded: the flow that is silent for longest gives way", () => {
  const packets = Array.from({ length: 20 }, (_, i): PacketSpec => ({
    time: i,
    protocol: UDP,
    sourcePort: 1000 + i,
  }));
  const { flows, summary } = read(pcap(packets), { maxFlows: 8 });
  assert.equal(summary.ended.evicted, 12);
  assert.deepEqual(flows.slice(0, 3).map((flow) => flow["Src Port"]), [1000, 1001, 1002]);
});

const packetSpec: fc.Arbitrary<PacketSpec> = fc.record({
  source: fc.constantFrom("10.0.0.1", "10.0.0.2", "10.0.0.3"),
  destination: fc.constantFrom("10.0.0.2", "10.0.0.1", "192.168.7.7"),
  sourcePort: fc.constantFrom(40_000, 40_001, 80),
  destinationPort: fc.constantFrom(80, 443, 40_000),
  protocol: fc.constantFrom(6, 6, 6, 17, 1),
  flags: fc.nat(255),
  sequence: fc.nat(2 ** 32 - 1),
  payload: fc.nat(40),
});
const packetSpecs = fc.array(packetSpec, { maxLength: 60 }).chain((specs) =>
  fc.array(fc.nat(40_000), { minLength: specs.length, maxLength: specs.length }).map((gaps) => {
    let time = 0;
    return specs.map((spec, i) => ({ ...spec, time: (time += gaps[i] + 1) / 1000 }));
  })
);

Deno.test("every packet is counted in one flow, whatever comes", () => {
  fc.assert(fc.property(packetSpecs, (packets) => {
    const { flows, summary } = read(pcap(packets));
    const sum = (...names: string[]) =>
      flows.reduce(
        (total, flow) => total + names.reduce((all, name) => all + Number(flow[name]), 0),
        0,
      );
    assert.equal(sum("Total Fwd Packet", "Total Bwd packets"), packets.length);
    assert.equal(
      sum("Total Length of Fwd Packet", "Total Length of Bwd Packet"),
      packets.reduce((total, { payload }) => total + Number(payload), 0),
    );
    assert.equal(summary.flows, flows.length);
    for (const flow of flows) {
      for (const value of Object.values(flow)) assert.notEqual(Math.abs(Number(value)), Infinity);
      assert.ok(Number(flow["Flow Duration"]) >= 0);
    }
  }));
});

Deno.test("blocks of any size and packets in any order within the window give the same flows", () => {
  const bySequence = fc.tuple(
    packetSpecs,
    fc.integer({ min: 1, max: 97 }),
    fc.infiniteStream(fc.nat()),
  );
  fc.assert(fc.property(bySequence, ([packets, blockBytes, order]) => {
    const whole = read(pcap(packets)).flows;
    assert.deepEqual(read(pcap(packets), { blockBytes }).flows, whole);
    const shuffled = packets.map((packet) => ({ packet, key: order.next().value }))
      .sort((a, b) => a.key - b.key).map(({ packet }) => packet);
    assert.deepEqual(read(pcap(shuffled)).flows, whole);
  }));
});

Deno.test("damaged captures neither fail nor hang", () => {
  const damage = fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 30 });
  fc.assert(fc.property(packetSpecs, damage, fc.nat(), (packets, changes, cut) => {
    const bytes = pcap(packets);
    // The first four bytes stay: without them it is no capture.
    for (const [place, value] of changes) bytes[4 + place % (bytes.length - 4)] = value;
    read(bytes.slice(0, 4 + cut % (bytes.length - 3)));
  }));
});

/** Packets that are told apart by their content. */
const distinctSpecs = packetSpecs.map((packets) =>
  packets.map((packet, i): PacketSpec => ({
    ...packet,
    payload: Uint8Array.of(i >> 8, i & 255, 7),
  }))
);

Deno.test("copies of packets change nothing where they are dropped", () => {
  const copied = fc.tuple(distinctSpecs, fc.infiniteStream(fc.nat({ max: 2 })));
  fc.assert(fc.property(copied, ([packets, copies]) => {
    const whole = read(pcap(packets)).flows;
    const several = packets.flatMap((packet) =>
      Array.from({ length: 1 + copies.next().value }, () => packet)
    );
    const { flows, summary } = read(pcap(several), { dropDuplicates: true });
    assert.deepEqual(flows, whole);
    assert.equal(summary.duplicates, several.length - packets.length);
  }));
});

Deno.test("fragments in order give the flows of whole packets, with more packets and headers", () => {
  const datagrams = packetSpecs.map((packets) =>
    packets.map((packet, id): PacketSpec => ({
      ...packet,
      protocol: UDP,
      payload: 24,
      fragment: { id, offset: 0, more: false },
    }))
  );
  const ofFlows = (packets: PacketSpec[]) =>
    read(pcap(packets)).flows.map((flow) =>
      pick(flow, "Flow ID", "Timestamp", "orig_bytes", "resp_bytes", "end_reason")
    );
  fc.assert(
    fc.property(datagrams, fc.infiniteStream(fc.integer({ min: 0, max: 3 })), (packets, cuts) => {
      const whole = packets.map(({ fragment: _, ...packet }) => packet);
      const cut = packets.flatMap((packet, id): PacketSpec[] => {
        // The first fragment has the header of eight bytes, too.
        const first = 8 * cuts.next().value;
        if (first === 24) return [whole[id]];
        return [
          { ...packet, payload: first, fragment: { id, offset: 0, more: true } },
          { ...packet, payload: 24 - first, fragment: { id, offset: first + 8, more: false } },
        ];
      });
      assert.deepEqual(ofFlows(cut), ofFlows(whole));
    }),
  );
});
