import { isIP } from "node:net";
import ipaddr from "ipaddr.js";

/** Answers that are remembered; senders of made-up addresses must not take up memory. */
const MOST_REMEMBERED = 10_000;

type Network = ReturnType<typeof ipaddr.parseCIDR>;

/**
 * Reads an address, or a network such as `10.0.0.0/8`.
 *
 * @returns `null` where it is neither
 */
export function parseNetwork(text: string): Network | null {
  // The library also reads `10.1` as an address, which people do not mean.
  if (isIP(text.split("/", 1)[0]) === 0) return null;
  if (ipaddr.isValidCIDR(text)) return ipaddr.parseCIDR(text);
  if (text.includes("/")) return null;
  const address = ipaddr.process(text);
  return [address, address.kind() === "ipv4" ? 32 : 128];
}

/** An address as it is compared and shown: IPv4 also where the system wraps it in IPv6. */
export function plainAddress(address: string): string {
  return address.startsWith("::ffff:") ? ipaddr.process(address).toString() : address;
}

/** Tells whose datagrams are read. */
export class AllowedSenders {
  readonly #networks: Network[];
  readonly #answers = new Map<string, boolean>();

  /** @param allowed addresses and networks; everybody where there are none */
  constructor(allowed: readonly string[]) {
    this.#networks = allowed.map(parseNetwork).filter((network) => network !== null);
  }

  /** @param address see {@linkcode plainAddress} */
  has(address: string): boolean {
    if (this.#networks.length === 0) return true;
    const known = this.#answers.get(address);
    if (known !== undefined) return known;
    const parsed = ipaddr.parse(address);
    const isAllowed = this.#networks.some(([network, bits]) =>
      network.kind() === parsed.kind() && parsed.match(network, bits)
    );
    if (this.#answers.size >= MOST_REMEMBERED) this.#answers.clear();
    this.#answers.set(address, isAllowed);
    return isAllowed;
  }
}
