import { CONNECTION_ERROR } from "./context_block.ts";

/** Connections of each host or service, and how many of them failed in which way. */
export class ErrorCounts {
  #counts = new Int32Array(3 * 1024);

  /** Adds `change` connections of a key that failed in one way, or did not. */
  add(key: number, error: number, change: 1 | -1): void {
    while (3 * key >= this.#counts.length) this.#counts = grown(this.#counts);
    this.#counts[3 * key] += change;
    if (error !== CONNECTION_ERROR.NONE) this.#counts[3 * key + error] += change;
  }

  /** Connections of a key. */
  all(key: number): number {
    return this.#counts[3 * key];
  }

  /** Share of the connections of a key that failed in one way; 0 where there are none. */
  rate(key: number, error: number): number {
    const all = this.all(key);
    return all === 0 ? 0 : this.#counts[3 * key + error] / all;
  }
}

function grown(counts: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(2 * counts.length);
  larger.set(counts);
  return larger;
}
