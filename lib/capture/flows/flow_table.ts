import type { DecodedPacket } from "../packets/decoded_packet.ts";
import { FIELDS } from "./fields.ts";
import { type FlowRows, KEY_WORDS } from "./flow_rows.ts";

const NONE = -1;
const FIRST_CAPACITY = 1024;

/** Whether a packet's source comes first in the key, which is the same for both directions. */
export function sourceIsFirst(packet: DecodedPacket): boolean {
  const { source, destination } = packet;
  for (let i = 0; i < 4; i++) {
    if (source[i] !== destination[i]) return source[i] < destination[i];
  }
  return packet.sourcePort <= packet.destinationPort;
}

/**
 * The flows in progress, in typed arrays: a row of {@linkcode FIELDS} numbers for each, found by address,
 * port and protocol through a hash table with linear probing. Rows are in one of two lists by the
 * time of their last packet, so that the oldest is known at once.
 */
export class FlowTable implements FlowRows {
  readonly #limit: number;
  #capacity = FIRST_CAPACITY;
  #values = new Float64Array(FIRST_CAPACITY * FIELDS);
  #keys = new Uint32Array(FIRST_CAPACITY * KEY_WORDS);
  #hashes = new Uint32Array(FIRST_CAPACITY);
  #previous = new Int32Array(FIRST_CAPACITY);
  #next = new Int32Array(FIRST_CAPACITY);
  /** Twice as many places as rows, or more: a row or {@linkcode NONE}. */
  #places = new Int32Array(FIRST_CAPACITY * 2).fill(NONE);
  /** Rows that were used and are free. */
  #free: number[] = [];
  #used = 0;
  #size = 0;
  readonly #key = new Uint32Array(KEY_WORDS);

  /** @param limit flows at most */
  constructor(limit: number) {
    this.#limit = limit;
  }

  /** The numbers of all rows; another array after {@linkcode FlowTable.add}. */
  get values(): Float64Array {
    return this.#values;
  }

  /** The keys of all rows, likewise. */
  get keys(): Uint32Array {
    return this.#keys;
  }

  /** Flows in the table. */
  get size(): number {
    return this.#size;
  }

  /** Whether there is no room for another flow. */
  get isFull(): boolean {
    return this.#size >= this.#limit;
  }

  /** Where the numbers of a row begin. */
  offset(row: number): number {
    return row * FIELDS;
  }

  /** The row of a packet's flow, or -1. */
  find(packet: DecodedPacket, isFirst: boolean): number {
    const place = this.#find(this.#keyOf(packet, isFirst));
    return this.#places[place];
  }

  /** Adds a row for a packet that no row was found for. */
  add(packet: DecodedPacket, isFirst: boolean): number {
    if (this.#free.length === 0 && this.#used === this.#capacity) this.#grow();
    const row = this.#free.pop() ?? this.#used++;
    const hash = this.#keyOf(packet, isFirst);
    this.#keys.set(this.#key, row * KEY_WORDS);
    this.#hashes[row] = hash;
    this.#places[this.#find(hash)] = row;
    this.#size++;
    return row;
  }

  /** Takes a row out. Its numbers stay until the row is used again. */
  remove(row: number): void {
    const mask = this.#places.length - 1;
    let hole = this.#hashes[row] & mask;
    while (this.#places[hole] !== row) hole = (hole + 1) & mask;
    // Rows that were pushed past the hole move back.
    for (let place = (hole + 1) & mask; this.#places[place] !== NONE; place = (place + 1) & mask) {
      const home = this.#hashes[this.#places[place]] & mask;
      if (((place - home) & mask) < ((place - hole) & mask)) continue;
      this.#places[hole] = this.#places[place];
      hole = place;
    }
    this.#places[hole] = NONE;
    this.#free.push(row);
    this.#size--;
  }

  /** Puts a row at the end of a list. */
  append(row: number, list: RowList): void {
    this.#previous[row] = list.last;
    this.#next[row] = NONE;
    if (list.last === NONE) list.first = row;
    else this.#next[list.last] = row;
    list.last = row;
  }

  /** Takes a row out of the list it is in. */
  unlink(row: number, list: RowList): void {
    const [previous, next] = [this.#previous[row], this.#next[row]];
    if (previous === NONE) list.first = next;
    else this.#next[previous] = next;
    if (next === NONE) list.last = previous;
    else this.#previous[next] = previous;
  }

  /** Sets the key of a packet, and gives its hash. */
  #keyOf(packet: DecodedPacket, isFirst: boolean): number {
    const key = this.#key;
    const { source, destination, sourcePort, destinationPort } = packet;
    const first = isFirst ? source : destination;
    const second = isFirst ? destination : source;
    for (let i = 0; i < 4; i++) {
      key[i] = first[i];
      key[i + 4] = second[i];
    }
    key[8] = isFirst ? sourcePort << 16 | destinationPort : destinationPort << 16 | sourcePort;
    key[9] = packet.protocol;
    let hash = 0x9e3779b9;
    for (let i = 0; i < KEY_WORDS; i++) {
      hash = Math.imul(hash ^ key[i], 0x85ebca6b);
      hash ^= hash >>> 15;
    }
    hash = Math.imul(hash, 0xc2b2ae35);
    return (hash ^ hash >>> 16) >>> 0;
  }

  /** The place of the key that was set, or the one that it would take. */
  #find(hash: number): number {
    const mask = this.#places.length - 1;
    let place = hash & mask;
    for (; this.#places[place] !== NONE; place = (place + 1) & mask) {
      const row = this.#places[place];
      if (this.#hashes[row] === hash && this.#hasKey(row)) break;
    }
    return place;
  }

  #hasKey(row: number): boolean {
    for (let i = 0; i < KEY_WORDS; i++) {
      if (this.#keys[row * KEY_WORDS + i] !== this.#key[i]) return false;
    }
    return true;
  }

  #grow(): void {
    const capacity = this.#capacity * 2;
    this.#values = grown(this.#values, new Float64Array(capacity * FIELDS));
    this.#keys = grown(this.#keys, new Uint32Array(capacity * KEY_WORDS));
    this.#hashes = grown(this.#hashes, new Uint32Array(capacity));
    this.#previous = grown(this.#previous, new Int32Array(capacity));
    this.#next = grown(this.#next, new Int32Array(capacity));
    this.#capacity = capacity;
    const rows = this.#places.filter((row) => row !== NONE);
    this.#places = new Int32Array(capacity * 2).fill(NONE);
    const mask = this.#places.length - 1;
    for (const row of rows) {
      let place = this.#hashes[row] & mask;
      while (this.#places[place] !== NONE) place = (place + 1) & mask;
      this.#places[place] = row;
    }
  }
}

/** Rows in the order in which they were appended. */
export class RowList {
  /** -1 where there is none. */
  first: number = NONE;
  last: number = NONE;
}

function grown<Typed extends Float64Array | Uint32Array | Int32Array>(
  from: Typed,
  to: Typed,
): Typed {
  to.set(from);
  return to;
}
