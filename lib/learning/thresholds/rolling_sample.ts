/**
 * The latest numbers of a stream, kept in order.
 *
 * @module
 */

/**
 * The latest numbers of a stream. Memory is two numbers for each that is kept, whatever the length
 * of the stream; a push moves at most all of them by one place.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { RollingSample } from "./rolling_sample.ts";
 *
 * const sample = new RollingSample(3);
 * for (const value of [9, 1, 2, 3]) sample.push(value);
 * assert.equal(sample.quantile(0.5), 2);
 * ```
 */
export class RollingSample {
  readonly #latest: Float32Array;
  readonly #sorted: Float32Array;
  #next = 0;
  #size = 0;

  /**
   * @param capacity how many numbers are kept, at least 1
   * @param start numbers to begin with; of more than are kept, the last ones
   */
  constructor(capacity: number, start: Float32Array = new Float32Array(0)) {
    this.#latest = new Float32Array(capacity);
    this.#sorted = new Float32Array(capacity);
    const kept = start.subarray(-capacity);
    this.#latest.set(kept);
    this.#sorted.set(kept);
    this.#sorted.subarray(0, kept.length).sort();
    this.#size = kept.length;
    this.#next = kept.length % capacity;
  }

  /** How many numbers there are now. */
  get size(): number {
    return this.#size;
  }

  /** Takes a number in; the oldest leaves when there is no room. */
  push(value: number): void {
    if (this.#size === this.#latest.length) this.#leave(this.#latest[this.#next]);
    this.#latest[this.#next] = value;
    const stored = this.#latest[this.#next];
    this.#next = (this.#next + 1) % this.#latest.length;
    const place = this.#countBelow(stored);
    this.#sorted.copyWithin(place + 1, place, this.#size);
    this.#sorted[place] = stored;
    this.#size++;
  }

  /** The `q` quantile, linear between neighbours; `NaN` without numbers. */
  quantile(q: number): number {
    const position = q * (this.#size - 1);
    const index = Math.floor(position);
    if (this.#size === 0) return NaN;
    const low = this.#sorted[index];
    if (position === index) return low;
    return low + (this.#sorted[index + 1] - low) * (position - index);
  }

  /** Share of the numbers that lie below `value`, equal ones counted half; 0.5 without numbers. */
  rank(value: number): number {
    if (this.#size === 0) return 0.5;
    const stored = Math.fround(value);
    return (this.#countBelow(stored) + this.#countUpTo(stored)) / 2 / this.#size;
  }

  /** Forgets all but the latest `count` numbers. */
  keepLatest(count: number): void {
    while (this.#size > count) {
      const capacity = this.#latest.length;
      this.#leave(this.#latest[(this.#next - this.#size + capacity) % capacity]);
    }
  }

  #leave(value: number): void {
    const place = this.#countBelow(value);
    this.#sorted.copyWithin(place, place + 1, this.#size);
    this.#size--;
  }

  #countBelow(value: number): number {
    return this.#partition((each) => each < value);
  }

  #countUpTo(value: number): number {
    return this.#partition((each) => each <= value);
  }

  #partition(before: (value: number) => boolean): number {
    let low = 0;
    let high = this.#size;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (before(this.#sorted[middle])) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
