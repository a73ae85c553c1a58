import ipaddr from "ipaddr.js";

/** What kind of address a host has. */
export interface AddressKind {
  /** Multicast, broadcast or not specified: nobody who could answer. */
  isGroup: boolean;
  /** Of a range that is used within networks only: private, unique local or link-local. */
  isInside: boolean;
  /**
   * A number that stands for the address wherever and whenever it is met, below 2^33. Addresses of
   * IPv6 and other names share one with another in 2^32.
   */
  key: number;
  /** The same of its network, below 2^26: /24 of IPv4, /48 of IPv6, or the name where it is none. */
  network: number;
}

const GROUPS = new Set(["multicast", "broadcast", "unspecified"]);
const INSIDE = new Set(["private", "uniqueLocal", "linkLocal", "loopback", "carrierGradeNat"]);
/** Where keys begin of what is no IPv4. */
const OTHER_KEYS = 2 ** 32;
const OTHER_NETWORKS = 2 ** 24;

/**
 * Reads an address.
 *
 * The last address of a private /24 counts as its broadcast address: larger networks are rare, and
 * what is lost there is one host.
 *
 * @param name an address, or any other name of a host, which counts as one inside
 */
export function addressKind(name: string): AddressKind {
  if (!ipaddr.isValid(name)) {
    const bytes = new TextEncoder().encode(name);
    return { isGroup: false, isInside: true, ...otherKeys(bytes, bytes) };
  }
  const address = ipaddr.process(name);
  const range = address.range();
  const isInside = INSIDE.has(range);
  const bytes = address.toByteArray();
  if (bytes.length > 4) {
    return { isGroup: GROUPS.has(range), isInside, ...otherKeys(bytes, bytes.slice(0, 6)) };
  }
  const [first, second, third, last] = bytes;
  const network = first << 16 | second << 8 | third;
  return {
    isGroup: GROUPS.has(range) || (isInside && range === "private" && last === 255),
    isInside,
    key: 256 * network + last,
    network,
  };
}

function otherKeys(
  address: Iterable<number>,
  network: Iterable<number>,
): Pick<AddressKind, "key" | "network"> {
  return {
    key: OTHER_KEYS + hash(address),
    network: OTHER_NETWORKS + (hash(network) >>> 8),
  };
}

/**
 * 32 bits of some bytes: FNV-1a, mixed once more so that all bits depend on all bytes.
 *
 * Source: D. Eastlake et al., "The FNV Non-Cryptographic Hash Algorithm", RFC 9923.
 */
function hash(bytes: Iterable<number>): number {
  let sum = 0x811c9dc5;
  for (const byte of bytes) sum = Math.imul(sum ^ byte, 0x01000193);
  sum = Math.imul(sum ^ sum >>> 16, 0x85ebca6b);
  sum = Math.imul(sum ^ sum >>> 13, 0xc2b2ae35);
  return (sum ^ sum >>> 16) >>> 0;
}
