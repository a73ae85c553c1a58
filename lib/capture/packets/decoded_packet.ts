/**
 * What the headers of one packet say, as far as flows need it. Objects are used again and again, so
 * every field is written for every packet.
 */
export class DecodedPacket {
  /** Nanoseconds since the epoch of the capture's reader. */
  time = 0;
  /** IP version, 4 or 6. */
  version = 4;
  /** IP protocol number of the transport. */
  protocol = 0;
  /** Source address as four 32-bit words; IPv4 as an IPv4-mapped address, `::ffff:a.b.c.d`. */
  readonly source: Uint32Array = new Uint32Array(4);
  /** Destination address, likewise. */
  readonly destination: Uint32Array = new Uint32Array(4);
  /** Ports of TCP, UDP and SCTP; else 0. */
  sourcePort = 0;
  destinationPort = 0;
  /** Bytes of the IP datagram, headers included, as its header says. */
  ipBytes = 0;
  /** Bytes of the transport header, options included; 0 in later fragments. */
  headerBytes = 0;
  /** Bytes that the transport carries. */
  payloadBytes = 0;
  /** Flags of TCP, as in its header; else 0. */
  flags = 0;
  sequence = 0;
  window = 0;
  /** Type and code of ICMP; else -1. */
  icmpType = -1;
  icmpCode = -1;
  /** Identification of an IP datagram that is fragmented; else -1. */
  fragmentId = -1;
  /** Whether this is a fragment without a transport header. */
  isLaterFragment = false;
  /** Where the header behind that of IP begins in the bytes of the packet. */
  transportAt = 0;
  /** What the first bytes of the payload show; an index into {@linkcode PAYLOAD_SERVICES}. */
  service = 0;
  /** Sum of the captured bytes, where duplicates are looked for. */
  digest = 0;
}

/** Flags of TCP. */
export const FIN = 1;
export const SYN = 2;
export const RST = 4;
export const PSH = 8;
export const ACK = 16;
export const URG = 32;
export const ECE = 64;
export const CWR = 128;

/** IP protocol numbers, as IANA assigns them. */
export const ICMP = 1;
export const IPV4_IN_IP = 4;
export const TCP = 6;
export const UDP = 17;
export const IPV6_IN_IP = 41;
export const GRE = 47;
export const ICMPV6 = 58;
export const SCTP = 132;
