/**
 * Puts packets in the order of their times within a bounded window, and finds exact duplicates.
 *
 * Captures of several interfaces or queues hold packets slightly out of order, and mirrored ports give
 * packets twice; both distort every feature of time.
 *
 * @module
 */
import { DecodedPacket } from "./decoded_packet.ts";

/** Packets that are held back; a power of two, less one. */
const WINDOW = 255;
/** Copies of a packet come within so many nanoseconds. */
const DUPLICATE_NS = 1e8;

/** Holds packets back until no earlier one is to be expected. */
export class ReorderWindow {
  readonly #emit: (packet: DecodedPacket) => void;
  readonly #drop: boolean;
  /** A ring of packets, ascending by time. */
  readonly #ring: DecodedPacket[];
  #first = 0;
  #count = 0;
  #reordered = 0;
  #late = 0;
  #duplicates = 0;
  #emitted = -Infinity;

  /**
   * @param emit called with each packet in order; the object is used again afterwards
   * @param dropDuplicates whether exact duplicates are left out
   */
  constructor(emit: (packet: DecodedPacket) => void, dropDuplicates: boolean) {
    this.#emit = emit;
    this.#drop = dropDuplicates;
    this.#ring = Array.from({ length: WINDOW + 1 }, () => new DecodedPacket());
  }

  /** Packets that were put before others. */
  get reordered(): number {
    return this.#reordered;
  }

  /** Packets that came too late to be put in order; they are emitted as they came. */
  get late(): number {
    return this.#late;
  }

  /** Exact duplicates that were left out. */
  get duplicates(): number {
    return this.#duplicates;
  }

  /** An object to decode the next packet into. Call {@linkcode ReorderWindow.add} when it is filled in. */
  next(): DecodedPacket {
    return this.#at(this.#count);
  }

  /** Takes the packet that was decoded into {@linkcode ReorderWindow.next}. */
  add(): void {
    const packet = this.next();
    if (this.#drop && this.#isDuplicate(packet)) {
      this.#duplicates++;
      return;
    }
    let place = this.#count;
    while (place > 0 && this.#at(place - 1).time > packet.time) {
      this.#put(place, this.#at(place - 1));
      place--;
    }
    if (place < this.#count) this.#reordered++;
    this.#put(place, packet);
    this.#count++;
    if (this.#count === this.#ring.length) this.#shift();
  }

  /** Emits all packets that are held back. */
  flush(): void {
    while (this.#count > 0) this.#shift();
  }

  #isDuplicate(packet: DecodedPacket): boolean {
    for (let i = this.#count - 1; i >= 0; i--) {
      const other = this.#at(i);
      if (
        other.digest === packet.digest && other.ipBytes === packet.ipBytes &&
        Math.abs(other.time - packet.time) <= DUPLICATE_NS
      ) return true;
    }
    return false;
  }

  #shift(): void {
    const packet = this.#at(0);
    if (packet.time < this.#emitted) this.#late++;
    this.#emitted = Math.max(packet.time, this.#emitted);
    this.#emit(packet);
    this.#first = (this.#first + 1) & WINDOW;
    this.#count--;
  }

  #at(index: number): DecodedPacket {
    return this.#ring[(this.#first + index) & WINDOW];
  }

  #put(index: number, packet: DecodedPacket): void {
    this.#ring[(this.#first + index) & WINDOW] = packet;
  }
}
