const FREE = -1;

/**
 * Some counts of each key: a hash table with open addressing, whose deletions leave no gaps (D. E. Knuth,
 * "The Art of Computer Programming" 3, section 6.4, algorithm R). Keys of which nothing is counted any more
 * take no room, so that memory is that of the keys in use, however many there were.
 */
export class KeyedCounts {
  readonly #width: number;
  #keys = new Int32Array(1024).fill(FREE);
  #size = 0;
  /** `width` of them a place; those of a free place are zeros. */
  counts: Int32Array;

  /** @param width counts of each key; a key is in use as long as the first one is not zero */
  constructor(width: number) {
    this.#width = width;
    this.counts = new Int32Array(1024 * width);
  }

  /** Keys in use. */
  get size(): number {
    return this.#size;
  }

  /**
   * Where the counts of a key are, which has a place from now on.
   *
   * @param key 0 or more
   * @returns index of its first count, valid until another key gets a place or leaves it
   */
  place(key: number): number {
    let at = this.#find(key);
    if (this.#keys[at] === FREE) {
      if (2 * ++this.#size > this.#keys.length) {
        this.#grow();
        at = this.#find(key);
      }
      this.#keys[at] = key;
    }
    return at * this.#width;
  }

  /** Frees the place of a key, whose counts are zeros. */
  free(place: number): void {
    this.#size--;
    const mask = this.#keys.length - 1;
    let gap = place / this.#width;
    this.#keys[gap] = FREE;
    for (let at = (gap + 1) & mask; this.#keys[at] !== FREE; at = (at + 1) & mask) {
      const home = hashOf(this.#keys[at]) & mask;
      if (((at - home) & mask) < ((at - gap) & mask)) continue;
      this.#keys[gap] = this.#keys[at];
      this.#move(this.counts, at, this.counts, gap);
      this.#keys[at] = FREE;
      gap = at;
    }
  }

  #find(key: number): number {
    const mask = this.#keys.length - 1;
    let at = hashOf(key) & mask;
    while (this.#keys[at] !== FREE && this.#keys[at] !== key) at = (at + 1) & mask;
    return at;
  }

  #move(from: Int32Array, at: number, to: Int32Array, gap: number): void {
    for (let i = 0; i < this.#width; i++) {
      to[gap * this.#width + i] = from[at * this.#width + i];
      if (from === to) from[at * this.#width + i] = 0;
    }
  }

  #grow(): void {
    const keys = this.#keys, counts = this.counts;
    this.#keys = new Int32Array(2 * keys.length).fill(FREE);
    this.counts = new Int32Array(2 * counts.length);
    for (let i = 0; i < keys.length; i++) {
      if (keys[i] === FREE) continue;
      const at = this.#find(keys[i]);
      this.#keys[at] = keys[i];
      this.#move(counts, i, this.counts, at);
    }
  }
}

function hashOf(key: number): number {
  const mixed = Math.imul(key, 0x9e3779b1);
  return (mixed ^ (mixed >>> 15)) >>> 0;
}
