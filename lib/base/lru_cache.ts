/** A map that keeps a bounded number of entries: the one used longest ago goes first. */
export class LruCache<Key, Value> {
  readonly #limit: number;
  readonly #onEvict: (value: Value) => void;
  readonly #entries = new Map<Key, Value>();

  /**
   * @param limit entries at most, 1 or more
   * @param onEvict called with each value that leaves
   */
  constructor(limit: number, onEvict: (value: Value) => void) {
    this.#limit = limit;
    this.#onEvict = onEvict;
  }

  /** The value of a key, which counts as used now. */
  get(key: Key): Value | undefined {
    const value = this.#entries.get(key);
    if (value !== undefined) {
      this.#entries.delete(key);
      this.#entries.set(key, value);
    }
    return value;
  }

  set(key: Key, value: Value): void {
    this.delete(key);
    this.#entries.set(key, value);
    if (this.#entries.size > this.#limit) {
      const [oldest] = this.#entries.keys();
      this.delete(oldest);
    }
  }

  /** Lets everything go. */
  clear(): void {
    for (const key of [...this.#entries.keys()]) this.delete(key);
  }

  delete(key: Key): void {
    const value = this.#entries.get(key);
    if (value === undefined) return;
    this.#entries.delete(key);
    this.#onEvict(value);
  }
}
