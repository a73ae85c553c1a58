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

/**
 * Answers that are worked out once, for all who ask meanwhile and later. A bounded number is kept;
 * one that fails is forgotten.
 */
export class PromiseCache<Value> {
  readonly #answers: LruCache<string, Promise<Value>>;

  /** @param limit answers at most, 1 or more */
  constructor(limit: number) {
    this.#answers = new LruCache(limit, () => {});
  }

  /** The answer of a key, worked out where it is not there. */
  get(key: string, work: () => Promise<Value>): Promise<Value> {
    const known = this.#answers.get(key);
    if (known) return known;
    const answer = work();
    this.#answers.set(key, answer);
    answer.catch(() => {
      if (this.#answers.get(key) === answer) this.#answers.delete(key);
    });
    return answer;
  }

  /** Forgets all answers. */
  clear(): void {
    this.#answers.clear();
  }
}
