/**
 * Finds the IP header behind the headers of a link.
 *
 * Source: the list of link-layer header types at tcpdump.org, and the standards it names.
 *
 * @module
 */
import { uint16 } from "./big_endian.ts";
import type { SkipReason } from "./skip_reason.ts";

const LINK_NULL = 0;
/** LINKTYPE of Ethernet, and of packets that begin with their IP header. */
export const LINK_ETHERNET = 1;
const LINK_RAW_BSD = 12;
const LINK_RAW_OPENBSD = 14;
export const LINK_RAW = 101;
const LINK_IEEE802_11 = 105;
const LINK_LOOP = 108;
const LINK_LINUX_SLL = 113;
const LINK_RADIOTAP = 127;
const LINK_IPV4 = 228;
const LINK_IPV6 = 229;
const LINK_LINUX_SLL2 = 276;

const ETHER_IPV4 = 0x0800;
const ETHER_ARP = 0x0806;
const ETHER_IPV6 = 0x86dd;
const ETHER_VLAN = 0x8100;
const ETHER_QINQ = 0x88a8;
const ETHER_OLD_QINQ = 0x9100;
const ETHER_MPLS = 0x8847;
const ETHER_PPPOE = 0x8864;

const PPP_IPV4 = 0x0021;
const PPP_IPV6 = 0x0057;

/** How many VLAN tags or MPLS labels a packet may have. */
const MAX_TAGS = 8;

/**
 * @param start where the packet begins in `bytes`
 * @param end where what was captured of it ends
 * @returns where the IP header begins, or why there is none
 */
export function findIp(
  bytes: Uint8Array,
  start: number,
  end: number,
  linkType: number,
): number | SkipReason {
  switch (linkType) {
    case LINK_ETHERNET:
      return start + 14 > end ? "cut-short" : ofEtherType(bytes, start + 12, end);
    case LINK_RAW:
    case LINK_RAW_BSD:
    case LINK_RAW_OPENBSD:
    case LINK_IPV4:
    case LINK_IPV6:
      return start;
    case LINK_NULL:
    case LINK_LOOP:
      return ofLoopback(bytes, start, end);
    case LINK_LINUX_SLL:
      return start + 16 > end ? "cut-short" : ofEtherType(bytes, start + 14, end);
    case LINK_LINUX_SLL2:
      if (start + 20 > end) return "cut-short";
      return ofType(bytes, uint16(bytes, start), start + 20, end);
    case LINK_RADIOTAP:
      if (start + 4 > end) return "cut-short";
      return ofWireless(bytes, start + (bytes[start + 2] | bytes[start + 3] << 8), end);
    case LINK_IEEE802_11:
      return ofWireless(bytes, start, end);
    default:
      return "unknown-link";
  }
}

function ofEtherType(bytes: Uint8Array, at: number, end: number): number | SkipReason {
  return ofType(bytes, uint16(bytes, at), at + 2, end);
}

/** @param at what follows the type */
function ofType(
  bytes: Uint8Array,
  type: number,
  at: number,
  end: number,
): number | SkipReason {
  for (let tags = 0; tags < MAX_TAGS; tags++) {
    switch (type) {
      case ETHER_IPV4:
      case ETHER_IPV6:
        return at;
      case ETHER_ARP:
        return "arp";
      case ETHER_VLAN:
      case ETHER_QINQ:
      case ETHER_OLD_QINQ:
        if (at + 4 > end) return "cut-short";
        type = uint16(bytes, at + 2);
        at += 4;
        break;
      case ETHER_MPLS:
        return behindLabels(bytes, at, end);
      case ETHER_PPPOE: {
        if (at + 8 > end) return "cut-short";
        const protocol = uint16(bytes, at + 6);
        return protocol === PPP_IPV4 || protocol === PPP_IPV6 ? at + 8 : "not-ip";
      }
      default:
        return "not-ip";
    }
  }
  return "bad-header";
}

/** MPLS (RFC 3032): labels up to one that is marked as the last. */
function behindLabels(bytes: Uint8Array, at: number, end: number): number | SkipReason {
  for (let labels = 0; labels < MAX_TAGS; labels++) {
    if (at + 4 > end) return "cut-short";
    const isLast = (bytes[at + 2] & 1) === 1;
    at += 4;
    if (!isLast) continue;
    if (at >= end) return "cut-short";
    const version = bytes[at] >> 4;
    return version === 4 || version === 6 ? at : "not-ip";
  }
  return "bad-header";
}

/** The family of an address in the byte order of the machine that captured, or of the network. */
function ofLoopback(bytes: Uint8Array, start: number, end: number): number | SkipReason {
  if (start + 5 > end) return "cut-short";
  const family = Math.max(bytes[start], bytes[start + 3]);
  // AF_INET is 2 everywhere; AF_INET6 is 10, 24, 26, 28 or 30.
  if (family === 2) return start + 4;
  return [10, 24, 26, 28, 30].includes(family) ? start + 4 : "not-ip";
}

/** IEEE 802.11 data frames that are not encrypted, with a SNAP header. */
function ofWireless(bytes: Uint8Array, start: number, end: number): number | SkipReason {
  if (start + 24 > end) return "cut-short";
  const type = bytes[start] >> 2 & 3;
  const subtype = bytes[start] >> 4;
  const flags = bytes[start + 1];
  const isEncrypted = (flags & 0x40) !== 0;
  // Subtypes from 4 to 7 and from 12 carry no data.
  if (type !== 2 || isEncrypted || (subtype & 4) !== 0) return "not-ip";
  const addresses = (flags & 3) === 3 ? 30 : 24;
  const qualityOfService = (subtype & 8) !== 0 ? 2 : 0;
  const control = qualityOfService > 0 && (flags & 0x80) !== 0 ? 4 : 0;
  const snap = start + addresses + qualityOfService + control;
  if (snap + 8 > end) return "cut-short";
  if (bytes[snap] !== 0xaa || bytes[snap + 1] !== 0xaa) return "not-ip";
  return ofEtherType(bytes, snap + 6, end);
}
