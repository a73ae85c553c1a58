import { ICMP, ICMPV6, SCTP, TCP, UDP } from "../packets/decoded_packet.ts";

const NAMES = new Map([
  [TCP, "tcp"],
  [UDP, "udp"],
  [ICMP, "icmp"],
  [ICMPV6, "icmp"],
  [SCTP, "sctp"],
]);

/** What Zeek calls an IP protocol. */
export function transportName(protocol: number): string {
  return NAMES.get(protocol) ?? "unknown_transport";
}
