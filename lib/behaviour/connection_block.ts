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

/** Names that stand for themselves as numbers, in the order in which they were first met. */
export class NameTable {
  readonly #names: string[] = [];
  readonly #numbers = new Map<string, number>();

  /** How many names there are. */
  get size(): number {
    return this.#names.length;
  }

  /** The number of a name, a new one where it was never met. */
  numberOf(name: string): number {
    let number = this.#numbers.get(name);
    if (number === undefined) {
      number = this.#names.push(name) - 1;
      this.#numbers.set(name, number);
    }
    return number;
  }

  /** The name that a number stands for. */
  nameOf(number: number): string {
    return this.#names[number];
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
