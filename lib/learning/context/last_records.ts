/** Keys that are remembered; beyond, those that were not met for longest are forgotten. */
const MOST_KEYS = 2 ** 18;

/** The last records of a key, in no order. */
export interface LastRecordsOfKey {
  /** `width` numbers of each record; of them `size` records count. */
  values: Int32Array;
  size: number;
  /** Where the next record goes. */
  next: number;
}

/** The last records of each key, in memory that is bounded by {@linkcode MOST_KEYS}. */
export class LastRecords {
  readonly #most: number;
  readonly #width: number;
  /** Those met since the last pruning, and those met before. */
  #current = new Map<number, LastRecordsOfKey>();
  #before = new Map<number, LastRecordsOfKey>();

  /**
   * @param most records of each key
   * @param width numbers of each record, one or two
   */
  constructor(most: number, width: 1 | 2) {
    this.#most = most;
    this.#width = width;
  }

  /**
   * Adds a record of as many numbers as it has.
   *
   * @returns the last records of the key with it
   */
  add(key: number, first: number, second = 0): LastRecordsOfKey {
    const ring = this.#ringOf(key);
    const width = this.#width;
    if (ring.size < this.#most && ring.next * width === ring.values.length) {
      const larger = new Int32Array(Math.min(2 * ring.values.length, this.#most * width));
      larger.set(ring.values);
      ring.values = larger;
    }
    const at = ring.next * width;
    ring.values[at] = first;
    if (width > 1) ring.values[at + 1] = second;
    ring.next = ring.next + 1 === this.#most ? 0 : ring.next + 1;
    if (ring.size < this.#most) ring.size++;
    return ring;
  }

  #ringOf(key: number): LastRecordsOfKey {
    const known = this.#current.get(key);
    if (known) return known;
    const ring = this.#before.get(key) ??
      { values: new Int32Array(Math.min(2, this.#most) * this.#width), size: 0, next: 0 };
    if (this.#current.size === MOST_KEYS / 2) {
      this.#before = this.#current;
      this.#current = new Map();
    }
    this.#current.set(key, ring);
    return ring;
  }
}
