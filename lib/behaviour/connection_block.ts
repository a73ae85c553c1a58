/**
 * Connections in the form that behaviour checks read: one meaning a column, whichever log or capture
 * they came from.
 *
 * @module
 */

/** How a connection ended, as far as checks care. */
export const OUTCOME = {
  /** The source does not say. */
  UNKNOWN: 0,
  /** The other side answered. */
  ANSWERED: 1,
  /** Nobody answered, or the other side refused: Zeek's S0, REJ, RSTOS0 and RSTRH. */
  FAILED: 2,
  /** An artefact of where the capture began or what it missed: Zeek's SH, SHR, OTH and S1 to S3. */
  PARTIAL: 3,
} as const;

/** One of {@linkcode OUTCOME}. */
export type Outcome = typeof OUTCOME[keyof typeof OUTCOME];

/** Numbers that stand for names, in the order in which these were first met. */
export class NameTable {
  #names: string[] = [];
  #numbers = new Map<string, number>();
  /** Numbers whose names were released. */
  #free: number[] = [];
  readonly #most: number;

  /** @param most names at a time; beyond, new ones get no number */
  constructor(most: number = Infinity) {
    this.#most = most;
  }

  /** How many names there are. */
  get size(): number {
    return this.#numbers.size;
  }

  /** The number of a name, a new one where it was never met; -1 where there is no room for it. */
  numberOf(name: string): number {
    let number = this.#numbers.get(name);
    if (number === undefined) {
      if (this.#numbers.size >= this.#most) return -1;
      number = this.#free.pop() ?? this.#names.length;
      this.#names[number] = name;
      this.#numbers.set(name, number);
    }
    return number;
  }

  /** The name that a number stands for. */
  nameOf(number: number): string {
    return this.#names[number];
  }

  /**
   * Lets go of names, whose numbers later ones may get.
   *
   * @param isUsed whether something still refers to a number
   * @returns the numbers that stand for nothing now
   */
  release(isUsed: (number: number) => boolean): number[] {
    const released: number[] = [];
    for (const [name, number] of this.#numbers) {
      if (isUsed(number)) continue;
      this.#numbers.delete(name);
      this.#names[number] = "";
      released.push(number);
    }
    for (const number of released) this.#free.push(number);
    return released;
  }

  save(): Map<string, number> {
    return this.#numbers;
  }

  restore(numbers: Map<string, number>): void {
    this.#numbers = numbers;
    this.#names = [];
    for (const [name, number] of numbers) this.#names[number] = name;
    this.#free = [];
    for (let number = this.#names.length - 1; number >= 0; number--) {
      if (this.#names[number] !== undefined) continue;
      this.#names[number] = "";
      this.#free.push(number);
    }
  }
}

/** The names that numbers in blocks stand for; blocks of one analysis share them. */
export interface ConnectionNames {
  /** Addresses, IPv4 and IPv6, in their canonical form. */
  hosts: NameTable;
  /** Application protocols, such as `dns` or `ssl`. */
  services: NameTable;
}

/** Some connections, ordered by time; arrays have one entry each. */
export interface ConnectionBlock {
  rows: number;
  /** Position in the dataset, or number in the stream. */
  row: Float64Array;
  /** When it began: milliseconds since 1970. */
  time: Float64Array;
  /** Number of the host that opened it. */
  source: Int32Array;
  /** Number of the host that it went to. */
  destination: Int32Array;
  /** -1 where the protocol has none. */
  destinationPort: Int32Array;
  /** The IP protocol's number: 6 is TCP, 17 UDP, 1 ICMP, 58 ICMPv6; 0 where it is not known. */
  protocol: Uint8Array;
  /** Number of the application protocol; -1 where it is not known. */
  service: Int32Array;
  /** An {@linkcode Outcome}. */
  outcome: Uint8Array;
  /** Seconds; `NaN` where it is not known. */
  duration: Float64Array;
  /** Bytes that the source sent; `NaN` where it is not known. */
  sourceBytes: Float64Array;
  /** Bytes that the destination sent; `NaN` where it is not known. */
  destinationBytes: Float64Array;
  /** Packets that the source sent; `NaN` where it is not known. */
  sourcePackets: Float64Array;
  /** Packets that the destination sent; `NaN` where it is not known. */
  destinationPackets: Float64Array;
}

/** A block with room for so many connections, all fields unknown. */
export function emptyBlock(rows: number): ConnectionBlock {
  const unknown = () => new Float64Array(rows).fill(NaN);
  return {
    rows,
    row: new Float64Array(rows),
    time: unknown(),
    source: new Int32Array(rows),
    destination: new Int32Array(rows),
    destinationPort: new Int32Array(rows).fill(-1),
    protocol: new Uint8Array(rows),
    service: new Int32Array(rows).fill(-1),
    outcome: new Uint8Array(rows),
    duration: unknown(),
    sourceBytes: unknown(),
    destinationBytes: unknown(),
    sourcePackets: unknown(),
    destinationPackets: unknown(),
  };
}
