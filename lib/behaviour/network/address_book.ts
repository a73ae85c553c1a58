import type { NameTable } from "../connection_block.ts";
import { addressKind } from "./address_kind.ts";

const IS_READ = 1;
const IS_GROUP = 2;
const IS_INSIDE = 4;

/** A public network is the user's own when so large a share of connections has an end in it. */
const SHARE_OF_OWN = 0.3;

/** Counting begins again when so many networks were counted without one that stands out. */
const MOST_NETWORKS = 100_000;

/** What {@linkcode AddressBook} has found out about the network, as it is kept. */
export interface AddressBookState {
  between: Map<number, number>;
  betweenAll: number;
  ownNetworks: Set<number>;
}

/**
 * What is known of each host's address, and which hosts are of the watched network itself.
 *
 * Addresses for use within networks are. Where public addresses have no private ones at the other
 * end, as on a server on the Internet, the network at one end of at least 30 % of such connections
 * is the user's own, too.
 */
export class AddressBook {
  readonly #names: NameTable;
  #flags = new Uint8Array(1024);
  #keys = new Float64Array(1024);
  #network = new Int32Array(1024);
  #between = new Map<number, number>();
  #betweenAll = 0;
  #ownNetworks = new Set<number>();

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

  /** A number that stands for the host's address for ever, below 2^33. */
  keyOf(host: number): number {
    this.#flagsOf(host);
    return this.#keys[host];
  }

  /** The number of a host's network, a /24 or /48, for ever; below 2^26. */
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

  /** Forgets the address behind a number that will stand for another one. */
  forget(host: number): void {
    if (host < this.#flags.length) this.#flags[host] = 0;
  }

  save(): AddressBookState {
    return {
      between: this.#between,
      betweenAll: this.#betweenAll,
      ownNetworks: this.#ownNetworks,
    };
  }

  restore({ between, betweenAll, ownNetworks }: AddressBookState): void {
    this.#between = between;
    this.#betweenAll = betweenAll;
    this.#ownNetworks = ownNetworks;
  }

  #flagsOf(host: number): number {
    if (host >= this.#flags.length) this.#grow(host);
    return this.#flags[host] || this.#read(host);
  }

  #read(host: number): number {
    const { isGroup, isInside, key, network } = addressKind(this.#names.nameOf(host));
    this.#keys[host] = key;
    this.#network[host] = network;
    return this.#flags[host] = IS_READ | (isGroup ? IS_GROUP : 0) | (isInside ? IS_INSIDE : 0);
  }

  #grow(host: number): void {
    const length = Math.max(2 * this.#flags.length, host + 1);
    const { flags, keys, network } = {
      flags: new Uint8Array(length),
      keys: new Float64Array(length),
      network: new Int32Array(length),
    };
    flags.set(this.#flags);
    keys.set(this.#keys);
    network.set(this.#network);
    this.#flags = flags;
    this.#keys = keys;
    this.#network = network;
  }
}
