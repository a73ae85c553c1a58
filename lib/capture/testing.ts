/**
 * Packets and captures for tests, made byte by byte.
 *
 * @module
 */
import { ACK, SYN, TCP, UDP } from "./packets/decoded_packet.ts";

/** What a test says about a packet; the rest has plain values. */
export interface PacketSpec {
  /** Seconds since the start of the capture. */
  time?: number;
  source?: string;
  destination?: string;
  sourcePort?: number;
  destinationPort?: number;
  protocol?: number;
  flags?: number;
  sequence?: number;
  window?: number;
  /** Bytes of payload, or how many. */
  payload?: Uint8Array | number;
  /** Bytes of TCP's options, a multiple of four. */
  options?: number;
  urgent?: boolean;
  /** Identification, offset in bytes and whether more follow. */
  fragment?: { id: number; offset: number; more: boolean };
}

/** Seconds of the Unix epoch at which captures of tests begin. */
export const EPOCH = 1_700_000_000;

const ETHER_IPV4 = 0x0800;

/** The bytes of a packet of IPv4, without a link header. */
export function ipv4Packet(spec: PacketSpec): Uint8Array {
  const isFragment = (spec.fragment?.offset ?? 0) > 0;
  const payload = typeof spec.payload === "number"
    ? new Uint8Array(spec.payload)
    : spec.payload ?? new Uint8Array(0);
  return ipv4Datagram(spec, isFragment ? payload : transportBytes(spec, payload));
}

/** The bytes of a datagram of IPv4 with anything behind its header. */
export function ipv4Datagram(spec: PacketSpec, transport: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(20 + transport.length);
  const view = new DataView(bytes.buffer);
  bytes[0] = 0x45;
  view.setUint16(2, bytes.length);
  if (spec.fragment) {
    view.setUint16(4, spec.fragment.id);
    view.setUint16(6, spec.fragment.offset / 8 | (spec.fragment.more ? 0x2000 : 0));
  }
  bytes[8] = 64;
  bytes[9] = spec.protocol ?? TCP;
  bytes.set((spec.source ?? "10.0.0.1").split(".").map(Number), 12);
  bytes.set((spec.destination ?? "10.0.0.2").split(".").map(Number), 16);
  bytes.set(transport, 20);
  return bytes;
}

function transportBytes(spec: PacketSpec, payload: Uint8Array): Uint8Array {
  const protocol = spec.protocol ?? TCP;
  const options = spec.options ?? 0;
  const header = protocol === TCP ? 20 + options : protocol === UDP ? 8 : 8;
  const bytes = new Uint8Array(header + payload.length);
  const view = new DataView(bytes.buffer);
  bytes.set(payload, header);
  if (protocol !== TCP && protocol !== UDP) {
    bytes[0] = spec.flags ?? 8;
    return bytes;
  }
  view.setUint16(0, spec.sourcePort ?? 40_000);
  view.setUint16(2, spec.destinationPort ?? 80);
  if (protocol === UDP) {
    view.setUint16(4, bytes.length);
    return bytes;
  }
  view.setUint32(4, spec.sequence ?? 0);
  bytes[12] = header / 4 << 4;
  bytes[13] = spec.flags ?? ACK;
  view.setUint16(14, spec.window ?? 1000);
  return bytes;
}

/** A packet in a frame of Ethernet. */
export function ethernet(payload: Uint8Array, type = ETHER_IPV4): Uint8Array {
  const bytes = new Uint8Array(14 + payload.length);
  new DataView(bytes.buffer).setUint16(12, type);
  bytes.set(payload, 14);
  return bytes;
}

/** A frame with its time in seconds since {@linkcode EPOCH}, and its length on the wire. */
export interface TimedFrame {
  time: number;
  frame: Uint8Array;
  wireLength?: number;
}

/** Writes a pcap file of packets in microseconds. */
export function pcap(
  packets: (PacketSpec | TimedFrame)[],
  { linkType = 1, bigEndian = false, nanoseconds = false } = {},
): Uint8Array<ArrayBuffer> {
  const frames = packets.map((each): TimedFrame =>
    "frame" in each ? each : { time: each.time ?? 0, frame: ethernet(ipv4Packet(each)) }
  );
  const size = frames.reduce((sum, { frame }) => sum + 16 + frame.length, 24);
  const bytes = new Uint8Array(size);
  const view = new DataView(bytes.buffer);
  const little = !bigEndian;
  view.setUint32(0, nanoseconds ? 0xa1b23c4d : 0xa1b2c3d4, little);
  view.setUint16(4, 2, little);
  view.setUint16(6, 4, little);
  view.setUint32(16, 65_535, little);
  view.setUint32(20, linkType, little);
  const units = nanoseconds ? 1e9 : 1e6;
  let at = 24;
  for (const { time, frame, wireLength = frame.length } of frames) {
    const all = Math.round(time * units);
    const seconds = Math.floor(all / units);
    view.setUint32(at, EPOCH + seconds, little);
    view.setUint32(at + 4, all - seconds * units, little);
    view.setUint32(at + 8, frame.length, little);
    view.setUint32(at + 12, wireLength, little);
    bytes.set(frame, at + 16);
    at += 16 + frame.length;
  }
  return bytes;
}

/** The packets of TCP's handshake, ten milliseconds apart. */
export function handshake(time = 0): PacketSpec[] {
  return [
    { time, flags: SYN, sequence: 100 },
    { time: time + 0.01, ...REPLY, flags: SYN | ACK, sequence: 500 },
    { time: time + 0.02, flags: ACK, sequence: 101 },
  ];
}

/** A packet from the other side. */
export const REPLY: PacketSpec = {
  source: "10.0.0.2",
  destination: "10.0.0.1",
  sourcePort: 80,
  destinationPort: 40_000,
};
