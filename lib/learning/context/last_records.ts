/** Keys that are remembered; beyond, those that were not met for longest are forgotten. */
const MOST_KEYS = 2 ** 18;

interface Ring {
  values: Int32Array;
  /** Records in it, and where the next one goes. */
  size: number;
  next: number;
}

/** The last records of each key, in memory that is bounded by {@linkcode MOST_KEYS}. */
export class LastRecords {
  readonly #most: number;
  readonly #width: number;
  /** Those met since the last pruning, and those met before. */
  #current = new Map<number, Ring>();
  #before = new Map<number, Ring>();

  /**
   * @param most records of each key
   * @param width numbers of each record, three at most
   */
  constructor(most: number, width: number) {
    this.#most = most;
    this.#width = width;
  }

  /**
   * Adds a record of as many numbers as it has.
   *
   * @returns the last records of the key with it, one after the other in no order; valid until the next
   */
  add(key: number, first: number, second = 0, third = 0): Int32Array {
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
    if (width > 2) ring.values[at + 2] = third;
    ring.next = (ring.next + 1) % this.#most;
    ring.size = Math.min(ring.size + 1, this.#most);
    return ring.values.subarray(0, ring.size * width);
  }

  #ringOf(key: number): Ring {
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
