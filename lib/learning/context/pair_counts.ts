const FREE = -1;

/**
 * How many connections each pair of numbers has: a hash table with open addressing, whose deletions leave
 * no gaps (D. E. Knuth, "The Art of Computer Programming" 3, section 6.4, algorithm R). Pairs without
 * connections take no room.
 */
export class PairCounts {
  #firsts = new Int32Array(1024).fill(FREE);
  #seconds = new Int32Array(1024);
  #counts = new Int32Array(1024);
  #size = 0;

  /**
   * Adds a connection of a pair; both numbers are 0 or more.
   *
   * @returns how many it has then; 1 says that the pair is new
   */
  add(first: number, second: number): number {
    const at = this.#find(first, second);
    if (this.#firsts[at] !== FREE) return ++this.#counts[at];
    this.#firsts[at] = first;
    this.#seconds[at] = second;
    this.#counts[at] = 1;
    if (2 * ++this.#size > this.#firsts.length) this.#grow();
    return 1;
  }

  /**
   * Takes a connection of a pair away, which has one.
   *
   * @returns how many are left
   */
  remove(first: number, second: number): number {
    const at = this.#find(first, second);
    const left = --this.#counts[at];
    if (left === 0) this.#delete(at);
    return left;
  }

  /** Where a pair is, or would be. */
  #find(first: number, second: number): number {
    const mask = this.#firsts.length - 1;
    let at = hashOf(first, second) & mask;
    while (
      this.#firsts[at] !== FREE && (this.#firsts[at] !== first || this.#seconds[at] !== second)
    ) at = (at + 1) & mask;
    return at;
  }

  /** Frees a place, and moves those behind it up that would no longer be found. */
  #delete(gap: number): void {
    this.#size--;
    const mask = this.#firsts.length - 1;
    this.#firsts[gap] = FREE;
    for (let at = (gap + 1) & mask; this.#firsts[at] !== FREE; at = (at + 1) & mask) {
      const home = hashOf(this.#firsts[at], this.#seconds[at]) & mask;
      if (((at - home) & mask) < ((at - gap) & mask)) continue;
      this.#firsts[gap] = this.#firsts[at];
      this.#seconds[gap] = this.#seconds[at];
      this.#counts[gap] = this.#counts[at];
      this.#firsts[at] = FREE;
      gap = at;
    }
  }

  #grow(): void {
    const firsts = this.#firsts, seconds = this.#seconds, counts = this.#counts;
    this.#firsts = new Int32Array(2 * firsts.length).fill(FREE);
    this.#seconds = new Int32Array(2 * firsts.length);
    this.#counts = new Int32Array(2 * firsts.length);
    for (let i = 0; i < firsts.length; i++) {
      if (firsts[i] === FREE) continue;
      const at = this.#find(firsts[i], seconds[i]);
      this.#firsts[at] = firsts[i];
      this.#seconds[at] = seconds[i];
      this.#counts[at] = counts[i];
    }
  }
}

function hashOf(first: number, second: number): number {
  const mixed = Math.imul(first, 0x9e3779b1) ^ Math.imul(second, 0x85ebca6b);
  return (mixed ^ (mixed >>> 15)) >>> 0;
}
