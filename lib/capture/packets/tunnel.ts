/**
 * Packets that carry others: where the inner one begins.
 *
 * Sources: RFC 2784 and RFC 2890 (GRE), RFC 2637 (GRE with PPP, as PPTP has it), RFC 1661 and RFC 1662
 * (PPP), RFC 7348 (VXLAN), RFC 2003 and RFC 4213 (IP in IP).
 *
 * @module
 */
import { uint16 } from "./big_endian.ts";
import type { CapturedPacket } from "./captured_packet.ts";
import { type DecodedPacket, GRE, IPV4_IN_IP, IPV6_IN_IP, UDP } from "./decoded_packet.ts";
import { LINK_ETHERNET, LINK_RAW } from "./link_layer.ts";

/** How a packet may carry another. */
export type TunnelKind = "gre" | "vxlan" | "ip-in-ip";

/** What tunnels are called. */
export const TUNNEL_NAMES: Record<TunnelKind, string> = {
  "gre": "GRE",
  "vxlan": "VXLAN",
  "ip-in-ip": "IP in IP",
};

/** The port of VXLAN, as IANA assigns it. */
const VXLAN_PORT = 4789;
const VXLAN_HEADER_BYTES = 8;
/** The flag of VXLAN's header that says that a network is named, as it must be. */
const VXLAN_NAMED = 0x08;
const UDP_HEADER_BYTES = 8;

const GRE_CHECKSUM = 0x8000, GRE_ROUTING = 0x4000, GRE_KEY = 0x2000, GRE_SEQUENCE = 0x1000;
/** Of the GRE that PPTP uses. */
const GRE_ACKNOWLEDGEMENT = 0x0080;

const ETHER_IPV4 = 0x0800;
const ETHER_IPV6 = 0x86dd;
const ETHER_BRIDGING = 0x6558;
const ETHER_PPP = 0x880b;

const PPP_ADDRESS_AND_CONTROL = 0xff03;
const PPP_IPV4 = 0x21;
const PPP_IPV6 = 0x57;

/** Which tunnel a packet belongs to; `null` where it belongs to none, or is a fragment. */
export function tunnelOf(decoded: DecodedPacket): TunnelKind | null {
  if (decoded.fragmentId >= 0) return null;
  switch (decoded.protocol) {
    case GRE:
      return "gre";
    case IPV4_IN_IP:
    case IPV6_IN_IP:
      return "ip-in-ip";
    case UDP:
      return decoded.destinationPort === VXLAN_PORT ? "vxlan" : null;
    default:
      return null;
  }
}

/**
 * Finds the packet within one of a tunnel.
 *
 * @param at where the header behind the outer IP header begins
 * @param inner filled in; its headers are not looked at yet. It may be `packet` itself
 * @returns whether there is one that may be IP or Ethernet
 */
export function openTunnel(
  packet: CapturedPacket,
  tunnel: TunnelKind,
  at: number,
  inner: CapturedPacket,
): boolean {
  inner.linkType = LINK_RAW;
  const start = tunnel === "ip-in-ip"
    ? at
    : tunnel === "gre"
    ? behindGre(packet, at, inner)
    : behindVxlan(packet, at, inner);
  if (start < 0 || start >= packet.end) return false;
  // In this order: both may be the same object.
  inner.wireLength = packet.wireLength - (start - packet.start);
  inner.bytes = packet.bytes;
  inner.start = start;
  inner.end = packet.end;
  inner.time = packet.time;
  return true;
}

function behindVxlan({ bytes, end }: CapturedPacket, at: number, inner: CapturedPacket): number {
  const header = at + UDP_HEADER_BYTES;
  if (header + VXLAN_HEADER_BYTES > end || (bytes[header] & VXLAN_NAMED) === 0) return -1;
  inner.linkType = LINK_ETHERNET;
  return header + VXLAN_HEADER_BYTES;
}

function behindGre({ bytes, end }: CapturedPacket, at: number, inner: CapturedPacket): number {
  if (at + 4 > end) return -1;
  const flags = uint16(bytes, at);
  const type = uint16(bytes, at + 2);
  if ((flags & GRE_ROUTING) !== 0) return -1;
  let start = at + 4;
  for (const flag of [GRE_CHECKSUM, GRE_KEY, GRE_SEQUENCE]) if ((flags & flag) !== 0) start += 4;
  if (type === ETHER_IPV4 || type === ETHER_IPV6) return start;
  if (type === ETHER_BRIDGING) {
    inner.linkType = LINK_ETHERNET;
    return start;
  }
  if (type !== ETHER_PPP) return -1;
  if ((flags & GRE_ACKNOWLEDGEMENT) !== 0) start += 4;
  return behindPpp(bytes, start, end);
}

/** Behind the protocol of PPP, of which both sides may agree to leave out what is always the same. */
function behindPpp(bytes: Uint8Array, at: number, end: number): number {
  if (at + 4 > end) return -1;
  if (uint16(bytes, at) === PPP_ADDRESS_AND_CONTROL) at += 2;
  const isShort = (bytes[at] & 1) === 1;
  const protocol = isShort ? bytes[at] : uint16(bytes, at);
  return protocol === PPP_IPV4 || protocol === PPP_IPV6 ? at + (isShort ? 1 : 2) : -1;
}
