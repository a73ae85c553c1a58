import { NameTable } from "../connection_block.ts";
import { addressKind } from "./address_kind.ts";

const IS_GROUP = 1;
const IS_INSIDE = 2;

/** A public network is the user's own when so large a share of connections has an end in it. */
const SHARE_OF_OWN = 0.3;

/** Counting begins again when so many networks were counted without one that stands out. */
const MOST_NETWORKS = 100_000;

/**
 * What is known of each host's address, and which hosts are of the watched network itself.
 *
 * Addresses for use within networks are. Where public addresses have no private ones at the other
 * end, as on a server on the Internet, the network at one end of at least 30 % of such connections
 * is the user's own, too.
 */
export class AddressBook {
  readonly networks = new NameTable();
  readonly #names: NameTable;
  #flags = new Uint8Array(1024);
  #network = new Int32Array(1024);
  #known = 0;
  readonly #between = new Map<number, number>();
  #betweenAll = 0;
  readonly #ownNetworks = new Set<number>();

  constructor(names: NameTable) {
    this.#names = names;
  }

  /** Nobody who could answer: a multicast or broadcast address. */
  isGroup(host: number): boolean {
    return (this.#flagsOf(host) & IS_GROUP) !== 0;
  }

  /** Whether the host is of the watched network. */
  isOwn(host: number): boolean {
    const flags = this.#flagsOf(host);
    if ((flags & IS_GROUP) !== 0) return false;
    return (flags & IS_INSIDE) !== 0 || this.#ownNetworks.has(this.#network[host]);
  }

  /** Whether the host is on the Internet, as far as addresses tell. */
  isOutside(host: number): boolean {
    return !this.isGroup(host) && !this.isOwn(host);
  }

  /** The number of a host's network, a /24 or /48, in {@linkcode networks}. */
  networkOf(host: number): number {
    this.#flagsOf(host);
    return this.#network[host];
  }

  /** Counts connections between two hosts, to find public networks that are the user's own. */
  countBetween(source: number, destination: number, records: number): void {
    const either = this.#flagsOf(source) | this.#flagsOf(destination);
    if ((either & (IS_GROUP | IS_INSIDE)) !== 0) return;
    this.#betweenAll += records;
    const networks = new Set([this.#network[source], this.#network[destination]]);
    for (const network of networks) if (this.#ownNetworks.has(network)) return;
    for (const network of networks) {
      this.#between.set(network, (this.#between.get(network) ?? 0) + records);
    }
  }

  /**
   * Decides from what was counted whether one more public network is the user's own: the one that
   * most connections without an end in their own network have in common.
   */
  decideOwn(): void {
    let most = 0;
    let largest = -1;
    for (const [network, records] of this.#between) {
      if (records <= most) continue;
      most = records;
      largest = network;
    }
    if (most > 0 && most >= SHARE_OF_OWN * this.#betweenAll) this.#ownNetworks.add(largest);
    else if (this.#between.size <= MOST_NETWORKS) return;
    this.#between.clear();
  }

  #flagsOf(host: number): number {
    while (this.#known <= host) this.#read(this.#known++);
    return this.#flags[host];
  }

  #read(host: number): void {
    if (host >= this.#flags.length) {
      const flags = new Uint8Array(2 * this.#flags.length);
      flags.set(this.#flags);
      this.#flags = flags;
      const network = new Int32Array(2 * this.#network.length);
      network.set(this.#network);
      this.#network = network;
    }
    const kind = addressKind(this.#names.nameOf(host));
    this.#flags[host] = (kind.isGroup ? IS_GROUP : 0) | (kind.isInside ? IS_INSIDE : 0);
    this.#network[host] = this.networks.numberOf(kind.network);
  }
}
