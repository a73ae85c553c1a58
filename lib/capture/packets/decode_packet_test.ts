import assert from "node:assert/strict";
import { ethernet, ipv4Packet } from "../testing.ts";
import { addressText } from "../columns/address_text.ts";
import { decodePacket } from "./decode_packet.ts";
import { DecodedPacket, TCP, UDP } from "./decoded_packet.ts";

function decode(bytes: Uint8Array, linkType = 1, wireLength = bytes.length) {
  const decoded = new DecodedPacket();
  const packet = { bytes, start: 0, end: bytes.length, wireLength, linkType, time: 0 };
  const reason = decodePacket(packet, decoded);
  const { version, protocol, sourcePort, destinationPort, payloadBytes, ipBytes } = decoded;
  return reason ?? {
    source: addressText(decoded.source, version),
    destination: addressText(decoded.destination, version),
    protocol,
    sourcePort,
    destinationPort,
    payloadBytes,
    ipBytes,
  };
}

const packet = ipv4Packet({ payload: 7 });
const expected = {
  source: "10.0.0.1",
  destination: "10.0.0.2",
  protocol: TCP,
  sourcePort: 40_000,
  destinationPort: 80,
  payloadBytes: 7,
  ipBytes: 47,
};

const concat = (...parts: (Uint8Array | number[])[]) =>
  Uint8Array.from(parts.flatMap((part) => [...part]));

Deno.test("decodePacket() finds IP behind every link that captures come from", () => {
  const links: [name: string, linkType: number, bytes: Uint8Array][] = [
    ["Ethernet", 1, ethernet(packet)],
    ["Ethernet, padded", 1, concat(ethernet(packet), [0, 0, 0])],
    ["802.1Q", 1, ethernet(concat([0, 5, 8, 0], packet), 0x8100)],
    ["QinQ", 1, ethernet(concat([0, 5, 0x81, 0, 0, 6, 8, 0], packet), 0x88a8)],
    ["MPLS", 1, ethernet(concat([0, 0, 0, 1], [0, 0, 1, 1], packet), 0x8847)],
    ["PPPoE", 1, ethernet(concat([0x11, 0, 0, 1, 0, 49, 0, 0x21], packet), 0x8864)],
    ["Linux cooked", 113, concat(new Uint8Array(14), [8, 0], packet)],
    ["Linux cooked v2", 276, concat([8, 0], new Uint8Array(18), packet)],
    ["raw IP", 101, packet],
    ["IPv4", 228, packet],
    ["BSD loopback, little-endian", 0, concat([2, 0, 0, 0], packet)],
    ["BSD loopback, big-endian", 108, concat([0, 0, 0, 2], packet)],
    [
      "802.11 with radiotap",
      127,
      concat(
        [0, 0, 8, 0, 0, 0, 0, 0],
        [0x88, 1],
        new Uint8Array(24),
        [0xaa, 0xaa, 3, 0, 0, 0, 8, 0],
        packet,
      ),
    ],
  ];
  for (const [name, linkType, bytes] of links) {
    assert.deepEqual(decode(bytes, linkType), expected, name);
  }
});

Deno.test("decodePacket() reads IPv6 behind extension headers", () => {
  const udp = [0x30, 0x39, 0, 53, 0, 12, 0, 0, 1, 2, 3, 4];
  const extensions = [
    [43, 0, 0, 0, 0, 0, 0, 0], // hop-by-hop, then routing
    [60, 1, ...new Array(14).fill(0)], // of 16 bytes, then destination options
    [UDP, 0, 0, 0, 0, 0, 0, 0],
  ].flat();
  const header = new Uint8Array(40);
  header[0] = 0x60;
  header[5] = extensions.length + udp.length;
  header.set([0x20, 1, 0xd, 0xb8], 8);
  header[23] = 1;
  header.set([0x20, 1, 0xd, 0xb8], 24);
  header[39] = 2;
  assert.deepEqual(decode(ethernet(concat(header, extensions, udp), 0x86dd)), {
    source: "2001:db8::1",
    destination: "2001:db8::2",
    protocol: UDP,
    sourcePort: 12_345,
    destinationPort: 53,
    payloadBytes: 4,
    ipBytes: 40 + 32 + 12,
  });
});

Deno.test("decodePacket() takes the length of the wire where the network card was to cut", () => {
  const uncut = ipv4Packet({ payload: 2000 });
  uncut[2] = uncut[3] = 0;
  const decoded = decode(ethernet(uncut));
  assert.ok(typeof decoded === "object");
  assert.equal(decoded.payloadBytes, 2000);
});

Deno.test("decodePacket() says why a packet belongs to no flow", () => {
  assert.equal(decode(ethernet(packet).subarray(0, 10)), "cut-short");
  assert.equal(decode(ethernet(packet).subarray(0, 30)), "cut-short");
  assert.equal(decode(ethernet(packet), 147), "unknown-link");
  assert.equal(decode(ethernet(packet, 0x0806)), "arp");
  assert.equal(decode(ethernet(packet, 0x88cc)), "not-ip");
  const tcpLonger = ipv4Packet({});
  tcpLonger[32] = 0xf0;
  assert.equal(decode(ethernet(tcpLonger)), "bad-header");
});
