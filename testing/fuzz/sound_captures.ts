/**
 * Small sound captures of every kind, to be damaged.
 *
 * @module
 */
import { PcapngWriter } from "../../lib/datasets/demo/office/packets/pcapng_writer.ts";
import {
  EPOCH,
  ethernet,
  ipv4Datagram,
  ipv4Packet,
  type PacketSpec,
  pcap,
} from "../../lib/capture/testing.ts";
import { UDP } from "../../lib/capture/packets/decoded_packet.ts";
import { randomPackets } from "../random_packets.ts";

const PACKETS = 60;

/** The content of one sound capture a kind: byte orders, resolutions, links, fragments, tunnels, IPv6. */
export function soundCaptures(): Uint8Array<ArrayBuffer>[] {
  const packets = randomPackets(PACKETS, 5);
  const raw = packets.map((packet) => ({ time: packet.time!, frame: ipv4Packet(packet) }));
  return [
    pcap(packets),
    pcap(packets, { bigEndian: true, nanoseconds: true }),
    pcap(raw, { linkType: 101 }),
    pcap(packets.flatMap(fragments)),
    pcap(raw.map(({ time, frame }, i) => ({ time, frame: ethernet(inTunnel(frame, i)) }))),
    pcap(packets.map(({ time }, i) => ({ time: time!, frame: ethernet(ipv6(i), 0x86dd) }))),
    pcapng(raw.map(({ time, frame }) => ({ time, frame: ethernet(frame) }))),
  ];
}

function fragments(packet: PacketSpec, id: number): PacketSpec[] {
  return [0, 16, 32].map((offset) => ({
    ...packet,
    protocol: UDP,
    // The first one has a header of eight bytes as well.
    payload: offset === 0 ? 8 : 16,
    fragment: { id, offset, more: offset < 32 },
  }));
}

function inTunnel(inner: Uint8Array, i: number): Uint8Array {
  const joined = (...parts: (Uint8Array | number[])[]) =>
    Uint8Array.from(parts.flatMap((part) => [...part]));
  switch (i % 3) {
    case 0:
      return ipv4Datagram({ protocol: 4 }, inner);
    case 1:
      return ipv4Datagram(
        { protocol: 47 },
        joined([0x30, 1, 0x88, 0x0b, 0, 9, 0, 1, 0, 0, 0, 1, 0x21], inner),
      );
    default: {
      const payload = joined([8, 0, 0, 0, 0, 0, 7, 0], ethernet(inner));
      return ipv4Packet({ protocol: UDP, destinationPort: 4789, payload });
    }
  }
}

/** A datagram of UDP behind extension headers. */
function ipv6(i: number): Uint8Array {
  const bytes = new Uint8Array(40 + 8 + 8 + 8);
  const view = new DataView(bytes.buffer);
  bytes[0] = 0x60;
  view.setUint16(4, 24);
  // Hop-by-hop options, a fragment that is whole, UDP.
  bytes.set([0, 64, 0x20, 1, 0x0d, 0xb8], 6);
  bytes[23] = i % 5;
  bytes.set([0x20, 1, 0x0d, 0xb8], 24);
  bytes[39] = 9;
  bytes[40] = 44;
  bytes[48] = 17;
  view.setUint16(56, 5000 + i);
  view.setUint16(58, 53);
  view.setUint16(60, 8);
  return bytes;
}

function pcapng(frames: { time: number; frame: Uint8Array }[]): Uint8Array<ArrayBuffer> {
  const chunks: Uint8Array[] = [];
  const writer = new PcapngWriter((bytes) => chunks.push(bytes.slice()), 2000);
  for (const { time, frame } of frames) {
    writer.add(EPOCH * 1e6 + Math.round(time * 1e6), (bytes, at) => {
      bytes.set(frame, at);
      return { captured: frame.length, onWire: frame.length };
    });
  }
  writer.flush();
  return Uint8Array.from(chunks.flatMap((chunk) => [...chunk]));
}
