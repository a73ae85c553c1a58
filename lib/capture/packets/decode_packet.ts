/**
 * From the bytes of a packet to what its headers say.
 *
 * Lengths come from the headers, never from what was captured: a snap length cuts packets. Ports of
 * later fragments are not in them; {@linkcode FragmentPorts} adds them.
 *
 * Sources: RFC 791 (IPv4), RFC 8200 (IPv6), RFC 9293 (TCP), RFC 768 (UDP), RFC 792 and RFC 4443
 * (ICMP), RFC 9260 (SCTP).
 *
 * @module
 */
import { uint16, uint32 } from "./big_endian.ts";
import type { CapturedPacket } from "./captured_packet.ts";
import { type DecodedPacket, ICMP, ICMPV6, SCTP, TCP, UDP } from "./decoded_packet.ts";
import { findIp } from "./link_layer.ts";
import { payloadService } from "./payload_service.ts";
import type { SkipReason } from "./skip_reason.ts";

const IPV4_MAPPED = 0xffff;

const HOP_BY_HOP = 0;
const ROUTING = 43;
const FRAGMENT = 44;
const AUTHENTICATION = 51;
const DESTINATION_OPTIONS = 60;
const MOBILITY = 135;

/** How many extension headers a packet of IPv6 may have. */
const MAX_EXTENSIONS = 16;

/**
 * Reads the headers of a packet.
 *
 * @param decoded filled in
 * @returns why the packet belongs to no flow, or `null` when it does
 */
export function decodePacket(packet: CapturedPacket, decoded: DecodedPacket): SkipReason | null {
  const { bytes, start, end, linkType, wireLength } = packet;
  const ip = findIp(bytes, start, end, linkType);
  if (typeof ip === "string") return ip;
  if (ip >= end) return "cut-short";
  decoded.time = packet.time;
  decoded.flags = 0;
  decoded.sequence = 0;
  decoded.window = 0;
  decoded.icmpType = -1;
  decoded.icmpCode = -1;
  decoded.fragmentId = -1;
  decoded.isLaterFragment = false;
  decoded.service = 0;
  const onWire = wireLength - (ip - start);
  const version = bytes[ip] >> 4;
  if (version === 4) return decodeIpv4(bytes, ip, end, onWire, decoded);
  if (version === 6) return decodeIpv6(bytes, ip, end, onWire, decoded);
  return linkType === 1 ? "bad-header" : "not-ip";
}

function decodeIpv4(
  bytes: Uint8Array,
  at: number,
  end: number,
  onWire: number,
  decoded: DecodedPacket,
): SkipReason | null {
  if (at + 20 > end) return "cut-short";
  const headerBytes = (bytes[at] & 15) * 4;
  if (headerBytes < 20) return "bad-header";
  // A length of 0 is that of packets which the network card was to cut.
  const length = uint16(bytes, at + 2) || onWire;
  if (length < headerBytes) return "bad-header";
  decoded.version = 4;
  decoded.ipBytes = length;
  decoded.protocol = bytes[at + 9];
  putIpv4(decoded.source, bytes, at + 12);
  putIpv4(decoded.destination, bytes, at + 16);
  const fragment = uint16(bytes, at + 6);
  const offset = fragment & 0x1fff;
  if (offset > 0 || (fragment & 0x2000) !== 0) decoded.fragmentId = uint16(bytes, at + 4);
  decoded.isLaterFragment = offset > 0;
  return decodeTransport(bytes, at + headerBytes, end, length - headerBytes, decoded);
}

function decodeIpv6(
  bytes: Uint8Array,
  at: number,
  end: number,
  onWire: number,
  decoded: DecodedPacket,
): SkipReason | null {
  if (at + 40 > end) return "cut-short";
  decoded.version = 6;
  putIpv6(decoded.source, bytes, at + 8);
  putIpv6(decoded.destination, bytes, at + 24);
  // A length of 0 is that of a jumbogram (RFC 2675).
  let rest = uint16(bytes, at + 4) || Math.max(onWire - 40, 0);
  decoded.ipBytes = rest + 40;
  let next = bytes[at + 6];
  at += 40;
  for (let i = 0; i < MAX_EXTENSIONS; i++) {
    const isExtension = next === HOP_BY_HOP || next === ROUTING || next === DESTINATION_OPTIONS ||
      next === MOBILITY || next === AUTHENTICATION || next === FRAGMENT;
    if (!isExtension) {
      decoded.protocol = next;
      return decodeTransport(bytes, at, end, rest, decoded);
    }
    if (at + 8 > end) return "cut-short";
    let size = (bytes[at + 1] + 1) * 8;
    if (next === AUTHENTICATION) size = (bytes[at + 1] + 2) * 4;
    if (next === FRAGMENT) {
      size = 8;
      const fragment = uint16(bytes, at + 2);
      if (fragment !== 0) decoded.fragmentId = uint32(bytes, at + 4);
      decoded.isLaterFragment = fragment >> 3 > 0;
    }
    if (size > rest) return "bad-header";
    next = bytes[at];
    at += size;
    rest -= size;
    if (decoded.isLaterFragment) {
      decoded.protocol = next;
      return decodeTransport(bytes, at, end, rest, decoded);
    }
  }
  return "bad-header";
}

/** @param length bytes of the transport's header and what it carries, by the header of IP */
function decodeTransport(
  bytes: Uint8Array,
  at: number,
  end: number,
  length: number,
  decoded: DecodedPacket,
): SkipReason | null {
  decoded.transportAt = at;
  decoded.sourcePort = 0;
  decoded.destinationPort = 0;
  decoded.headerBytes = 0;
  decoded.payloadBytes = length;
  if (decoded.isLaterFragment) return null;
  switch (decoded.protocol) {
    case TCP: {
      if (at + 16 > end) return "cut-short";
      const headerBytes = (bytes[at + 12] >> 4) * 4;
      if (headerBytes < 20 || headerBytes > length) return "bad-header";
      putPorts(decoded, bytes, at);
      decoded.flags = bytes[at + 13];
      decoded.sequence = uint32(bytes, at + 4);
      decoded.window = uint16(bytes, at + 14);
      decoded.headerBytes = headerBytes;
      decoded.payloadBytes = length - headerBytes;
      if (decoded.payloadBytes > 0) {
        const stop = Math.min(end, at + length);
        decoded.service = payloadService(bytes, at + headerBytes, stop);
      }
      return null;
    }
    case UDP:
      if (at + 8 > end) return "cut-short";
      if (length < 8) return "bad-header";
      putPorts(decoded, bytes, at);
      decoded.headerBytes = 8;
      decoded.payloadBytes = length - 8;
      return null;
    case SCTP:
      if (at + 12 > end) return "cut-short";
      if (length < 12) return "bad-header";
      putPorts(decoded, bytes, at);
      decoded.headerBytes = 12;
      decoded.payloadBytes = length - 12;
      return null;
    case ICMP:
    case ICMPV6:
      if (at + 2 > end) return "cut-short";
      if (length < 8) return "bad-header";
      decoded.icmpType = bytes[at];
      decoded.icmpCode = bytes[at + 1];
      decoded.headerBytes = 8;
      decoded.payloadBytes = length - 8;
      return null;
    default:
      return null;
  }
}

function putPorts(decoded: DecodedPacket, bytes: Uint8Array, at: number): void {
  decoded.sourcePort = uint16(bytes, at);
  decoded.destinationPort = uint16(bytes, at + 2);
}

function putIpv4(address: Uint32Array, bytes: Uint8Array, at: number): void {
  address[0] = 0;
  address[1] = 0;
  address[2] = IPV4_MAPPED;
  address[3] = uint32(bytes, at);
}

function putIpv6(address: Uint32Array, bytes: Uint8Array, at: number): void {
  for (let i = 0; i < 4; i++) address[i] = uint32(bytes, at + 4 * i);
}
