/** Latencies of the latest batches, in milliseconds. */
export interface LatencyPercentiles {
  p50: number;
  p95: number;
  p99: number;
}

/** Keeps the latest latencies. */
export class Latencies {
  readonly #latest: Float64Array;
  #count = 0;

  /** @param capacity how many are kept */
  constructor(capacity = 500) {
    this.#latest = new Float64Array(capacity);
  }

  add(ms: number): void {
    this.#latest[this.#count++ % this.#latest.length] = ms;
  }

  /** Nearest-rank percentiles; `null` before the first batch. */
  percentiles(): LatencyPercentiles | null {
    const kept = this.#latest.slice(0, Math.min(this.#count, this.#latest.length)).sort();
    if (kept.length === 0) return null;
    const at = (share: number) => kept[Math.ceil(share * kept.length) - 1];
    return { p50: at(0.5), p95: at(0.95), p99: at(0.99) };
  }
}
