import ipaddr from "ipaddr.js";

/** What kind of address a host has. */
export interface AddressKind {
  /** Multicast, broadcast or not specified: nobody who could answer. */
  isGroup: boolean;
  /** Of a range that is used within networks only: private, unique local or link-local. */
  isInside: boolean;
  /** The network it is counted to: /24 of IPv4, /48 of IPv6; the name itself where it is none. */
  network: string;
}

const GROUPS = new Set(["multicast", "broadcast", "unspecified"]);
const INSIDE = new Set(["private", "uniqueLocal", "linkLocal", "loopback", "carrierGradeNat"]);

/**
 * Reads an address.
 *
 * The last address of a private /24 counts as its broadcast address: larger networks are rare, and
 * what is lost there is one host.
 *
 * @param name an address, or any other name of a host, which counts as one inside
 */
export function addressKind(name: string): AddressKind {
  if (!ipaddr.isValid(name)) return { isGroup: false, isInside: true, network: name };
  const address = ipaddr.process(name);
  const range = address.range();
  const isInside = INSIDE.has(range);
  const bytes = address.toByteArray();
  if (bytes.length === 4) {
    return {
      isGroup: GROUPS.has(range) || (isInside && range === "private" && bytes[3] === 255),
      isInside,
      network: `${bytes[0]}.${bytes[1]}.${bytes[2]}.0/24`,
    };
  }
  const prefix = bytes.slice(0, 6);
  const groups = [0, 2, 4].map((at) => (prefix[at] << 8 | prefix[at + 1]).toString(16));
  return { isGroup: GROUPS.has(range), isInside, network: `${groups.join(":")}::/48` };
}
