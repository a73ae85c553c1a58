import { lookup } from "node:dns/promises";
import { BlockList, isIP } from "node:net";
import { SendError } from "./send_error.ts";

/**
 * Link-local addresses, where cloud providers answer any program on a machine with its credentials.
 * Receivers on loopback and in private networks are the usual case and allowed.
 */
const REFUSED = new BlockList();
REFUSED.addSubnet("169.254.0.0", 16, "ipv4");
REFUSED.addSubnet("fe80::", 10, "ipv6");
REFUSED.addAddress("fd00:ec2::254", "ipv6");

/**
 * Refuses hosts that lead to link-local addresses (OWASP, "Server-Side Request Forgery Prevention").
 *
 * @param host a name or an address, IPv6 with or without brackets
 * @returns the address that the host has now
 * @throws {SendError} when it may not be sent to, or is not known
 */
export async function guardAddress(host: string): Promise<string> {
  const bare = host.replace(/^\[|\]$/g, "");
  const addresses = isIP(bare)
    ? [{ address: bare, family: isIP(bare) }]
    : await lookup(bare, { all: true }).catch(() => {
      throw new SendError(`The host ${bare} is not known.`, false);
    });
  for (const { address, family } of addresses) {
    const plain = address.replace(/^::ffff:(?=\d+\.)/i, "");
    if (REFUSED.check(plain, family === 6 && plain === address ? "ipv6" : "ipv4")) {
      throw new SendError(`${bare} leads to the link-local address ${address}.`, true);
    }
  }
  return addresses[0].address;
}
