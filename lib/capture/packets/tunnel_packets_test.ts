import assert from "node:assert/strict";
import { ethernet, ipv4Datagram, ipv4Packet, REPLY } from "../testing.ts";
import { addressText } from "../columns/address_text.ts";
import { decodePacket } from "./decode_packet.ts";
import { DecodedPacket, UDP } from "./decoded_packet.ts";
import { TunnelPackets } from "./tunnel_packets.ts";

const concat = (...parts: (Uint8Array | number[])[]) =>
  Uint8Array.from(parts.flatMap((part) => [...part]));

/** What a frame is taken for, and how often each tunnel was met. */
function open(datagram: Uint8Array, isReplaced = true) {
  const bytes = ethernet(datagram);
  const packet = {
    bytes,
    start: 0,
    end: bytes.length,
    wireLength: bytes.length,
    linkType: 1,
    time: 5,
  };
  const decoded = new DecodedPacket();
  const tunnels = new TunnelPackets();
  assert.equal(decodePacket(packet, decoded), null);
  tunnels.open(packet, decoded, isReplaced);
  const { version, destinationPort, payloadBytes, time } = decoded;
  const source = addressText(decoded.source, version);
  return { source, destinationPort, payloadBytes, time, counts: tunnels.counts };
}

const inner = ipv4Packet({ source: "172.16.0.1", destinationPort: 443, payload: 9 });
const within = { source: "172.16.0.1", destinationPort: 443, payloadBytes: 9, time: 5 };
const gre = (header: number[], carried = inner) =>
  ipv4Datagram({ protocol: 47 }, concat(header, carried));
const vxlan = (carried: Uint8Array, flags = 8) =>
  ipv4Packet({
    protocol: UDP,
    destinationPort: 4789,
    payload: concat([flags, 0, 0, 0, 0, 0, 7, 0], ethernet(carried)),
  });

Deno.test("TunnelPackets takes the packet that a tunnel carries", () => {
  const ipv6 = concat(
    [0x60, 0, 0, 0, 0, 8, 17, 64],
    [0x20, 1, 0xd, 0xb8],
    new Uint8Array(11),
    [1],
    [0x20, 1, 0xd, 0xb8],
    new Uint8Array(11),
    [2],
    [0, 9, 0, 53, 0, 8, 0, 0],
  );
  const within6 = { source: "2001:db8::1", destinationPort: 53, payloadBytes: 0, time: 5 };
  const cases: [name: string, datagram: Uint8Array, tunnel: string, expected: object][] = [
    ["GRE", gre([0, 0, 8, 0]), "gre", within],
    ["GRE, IPv6 within", gre([0, 0, 0x86, 0xdd], ipv6), "gre", within6],
    [
      "GRE with checksum, key and sequence",
      gre([0xb0, 0, 8, 0, 1, 2, 0, 0, 0, 0, 0, 9, 0, 0, 0, 1]),
      "gre",
      within,
    ],
    ["GRE with Ethernet", gre([0, 0, 0x65, 0x58], ethernet(inner)), "gre", within],
    [
      "GRE with PPP",
      gre([0x30, 0x81, 0x88, 0x0b, 0, 60, 0, 1, 0, 0, 0, 1, 0, 0, 0, 2, 0xff, 3, 0, 0x21]),
      "gre",
      within,
    ],
    ["GRE with short PPP", gre([0x20, 1, 0x88, 0x0b, 0, 60, 0, 1, 0x21]), "gre", within],
    ["VXLAN", vxlan(inner), "vxlan", within],
    ["IP in IP", ipv4Datagram({ protocol: 4 }, inner), "ip-in-ip", within],
    ["IPv6 in IPv4", ipv4Datagram({ protocol: 41 }, ipv6), "ip-in-ip", within6],
    ["GRE within VXLAN", vxlan(gre([0, 0, 8, 0])), "vxlan", within],
  ];
  for (const [name, datagram, tunnel, expected] of cases) {
    assert.deepEqual(open(datagram), { ...expected, counts: { [tunnel]: 1 } }, name);
    const outer = open(datagram, false);
    assert.equal(outer.source, "10.0.0.1", name);
    assert.deepEqual(outer.counts, { [tunnel]: 1 }, name);
  }
});

Deno.test("TunnelPackets leaves packets alone that carry no packet of IP", () => {
  const cases: [name: string, datagram: Uint8Array][] = [
    ["plain", ipv4Packet({ ...REPLY, source: "10.0.0.1" })],
    ["GRE of another protocol", gre([0, 0, 0x88, 0xcc])],
    ["GRE that names a route", gre([0x40, 0, 8, 0, 0, 0, 0, 0])],
    ["GRE with PPP's own messages", gre([0x20, 1, 0x88, 0x0b, 0, 60, 0, 1, 0xc0, 0x21])],
    ["GRE that is cut off", ipv4Datagram({ protocol: 47 }, Uint8Array.of(0, 0, 8))],
    ["VXLAN without a network", vxlan(inner, 0)],
    ["VXLAN of ARP", vxlan(Uint8Array.of(1, 2, 3))],
    [
      "a fragment",
      ipv4Datagram({ protocol: 4, fragment: { id: 1, offset: 0, more: true } }, inner),
    ],
  ];
  for (const [name, datagram] of cases) {
    const { source, counts } = open(datagram);
    assert.equal(source, "10.0.0.1", name);
    assert.deepEqual(counts, {}, name);
  }
});
