/**
 * Which addresses alerts may be sent to (OWASP, "Server-Side Request Forgery Prevention").
 *
 * @module
 */
import ipaddr from "ipaddr.js";
import { lookup } from "node:dns/promises";
import { SendError } from "./send_error.ts";

/**
 * What may be sent to, by the names that ipaddr.js has for the registries of special addresses
 * (RFC 6890): public addresses, and loopback and private networks, where receivers usually are. All
 * else is refused: link-local addresses, where cloud providers answer any program on a machine with
 * its credentials, multicast, what is reserved, and addresses of transition techniques.
 */
const ALLOWED: ReadonlySet<string> = new Set(["unicast", "private", "uniqueLocal", "loopback"]);

/** Ranges whose names in ipaddr.js are none for people. */
const KINDS: Record<string, string> = {
  linkLocal: "link-local",
  deprecatedSiteLocal: "site-local",
  carrierGradeNat: "carrier-grade NAT",
  rfc6145: "translated",
  rfc6052: "NAT64",
  teredo: "Teredo",
  segmentRouting: "segment routing",
};

/** Where cloud providers hand out credentials besides link-local addresses. */
const METADATA: ReadonlySet<string> = new Set([
  "100.100.100.200",
  "168.63.129.16",
  "192.0.0.192",
  "fd00:ec2::254",
  "fd20:ce::254",
]);

/** What has been allotted for public addresses so far (RFC 4291, section 2.4). */
const GLOBAL_UNICAST = ipaddr.parseCIDR("2000::/3") as [ipaddr.IPv6, number];

/** IPv4 through a translator (RFC 6052); of these, public ones are how IPv6-only networks see IPv4. */
const NAT64 = ipaddr.parseCIDR("64:ff9b::/96") as [ipaddr.IPv6, number];

/** Finds all addresses of a name. */
export type Resolver = (name: string) => Promise<string[]>;

/**
 * The addresses of a host that may all be sent to. Connect to one of these only, and
 * do not resolve the name again: it may lead elsewhere a moment later (DNS rebinding).
 *
 * @param host a name or an address, IPv6 with or without brackets
 * @throws {SendError} when one of them may not be sent to, or there is none
 */
export async function allowedAddresses(
  host: string,
  resolve: Resolver = resolveName,
): Promise<string[]> {
  const bare = host.replace(/^\[|\]$/g, "");
  const addresses = ipaddr.IPv4.isValidFourPartDecimal(bare) || ipaddr.IPv6.isValid(bare)
    ? [bare]
    : await resolve(bare);
  if (addresses.length === 0) throw new SendError(`The host ${bare} is not known.`, false);
  for (const address of addresses) {
    const kind = refusedKind(address);
    if (kind !== null) {
      throw new SendError(`${bare} leads to the ${kind} address ${address}.`, true);
    }
  }
  return addresses;
}

/** The first of the addresses of a host that may be sent to: see {@linkcode allowedAddresses}. */
export async function guardAddress(host: string): Promise<string> {
  const [first] = await allowedAddresses(host);
  return first;
}

async function resolveName(name: string): Promise<string[]> {
  try {
    return (await lookup(name, { all: true })).map(({ address }) => address);
  } catch {
    throw new SendError(`The host ${name} is not known.`, false);
  }
}

/** What an address is that may not be sent to; `null` where it may. */
function refusedKind(text: string): string | null {
  // Of a mapped address the operating system sends to the IPv4 address in it.
  const address = ipaddr.process(canonical(text));
  if (METADATA.has(address.toString())) return "metadata";
  const range = address.range();
  if (address instanceof ipaddr.IPv6) {
    if (address.match(NAT64)) {
      const inner = ipaddr.fromByteArray(address.toByteArray().slice(12));
      return inner.range() === "unicast" && refusedKind(inner.toString()) === null ? null : "NAT64";
    }
    if (range === "unicast" && !address.match(GLOBAL_UNICAST)) return "reserved";
    if (isIsatap(address)) return "tunnel";
  }
  return ALLOWED.has(range) ? null : KINDS[range] ?? range;
}

/** An address without its zone; ipaddr.js takes the form `::192.0.2.1` for a mapped one. */
function canonical(address: string): string {
  const bare = address.replace(/%.*$/, "");
  return URL.parse(`http://[${bare}]/`)?.hostname.slice(1, -1) ?? bare;
}

/** Whether the last 32 bits are an IPv4 address that is reached through a tunnel (RFC 5214, 6.1). */
function isIsatap({ parts }: ipaddr.IPv6): boolean {
  return (parts[4] & 0xfdff) === 0 && parts[5] === 0x5efe;
}
