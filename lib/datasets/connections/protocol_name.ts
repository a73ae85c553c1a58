/** IANA's names of the protocols that are met most. */
const NAMES = new Map([
  [1, "icmp"],
  [2, "igmp"],
  [6, "tcp"],
  [17, "udp"],
  [41, "ipv6"],
  [47, "gre"],
  [50, "esp"],
  [58, "icmpv6"],
  [89, "ospf"],
  [132, "sctp"],
]);

/** The name of an IP protocol, its number where it has none here; `null` for 0: it is not known. */
export function protocolName(number: number): string | null {
  return number === 0 ? null : NAMES.get(number) ?? String(number);
}
