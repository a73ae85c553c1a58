/**
 * Words that files write for protocols, services and hosts of connections. They mean the same to the
 * database, which reads whole files, and to the reader of single records.
 *
 * @module
 */

/** Numbers of IP protocols, and how files name them. */
export const PROTOCOLS: Record<number, string[]> = {
  1: ["icmp"],
  2: ["igmp"],
  6: ["tcp"],
  17: ["udp"],
  41: ["ipv6"],
  47: ["gre"],
  50: ["esp"],
  58: ["icmp6", "icmpv6", "ipv6-icmp", "icmp-ipv6"],
  89: ["ospf"],
  132: ["sctp"],
};

/** Words for a service that is not known. */
export const NO_SERVICE = ["-", "unknown", "unknown_transport", "failed", "none", "(empty)"];

/** What files write in place of an address, as a regular expression for JavaScript and RE2. */
export const NO_ADDRESS = "0+|-+|\\?|\\*|nan|none|null|n/a|\\(empty\\)";

/** Flags of an answer, in hexadecimal: RST (4) without SYN (2) refuses a connection. */
export const REFUSING_FLAGS = "[0-9a-f]*[45cd]";
