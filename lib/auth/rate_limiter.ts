import { LruCache } from "../base/lru_cache.ts";

interface Bucket {
  tokens: number;
  at: number;
}

/** Clients that are remembered; of more, those seen longest ago start again. */
const MOST_CLIENTS = 10_000;

/**
 * A token bucket for each client: so many requests at once, and so many a minute in the long run.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { RateLimiter } from "./rate_limiter.ts";
 *
 * let now = 0;
 * const limiter = new RateLimiter(2, () => now);
 * assert.deepEqual([1, 2, 3].map(() => limiter.take("a")), [0, 0, 30]);
 * now += 30_000;
 * assert.equal(limiter.take("a"), 0);
 * ```
 */
export class RateLimiter {
  readonly #perMinute: number;
  readonly #now: () => number;
  readonly #buckets = new LruCache<string, Bucket>(MOST_CLIENTS, () => {});

  /**
   * @param perMinute requests of one client a minute, and at once
   * @param now milliseconds since any moment
   */
  constructor(perMinute: number, now: () => number = Date.now) {
    this.#perMinute = perMinute;
    this.#now = now;
  }

  /**
   * Counts a request of a client.
   *
   * @returns 0 if it may pass, or the seconds after which it may be sent again
   */
  take(client: string): number {
    const wait = this.wait(client);
    if (wait === 0) this.#bucket(client).tokens -= 1;
    return wait;
  }

  /** The same without counting. */
  wait(client: string): number {
    const { tokens } = this.#bucket(client);
    return tokens >= 1 ? 0 : Math.ceil((1 - tokens) * 60 / this.#perMinute);
  }

  #bucket(client: string): Bucket {
    const now = this.#now();
    const bucket = this.#buckets.get(client);
    if (!bucket) {
      const full = { tokens: this.#perMinute, at: now };
      this.#buckets.set(client, full);
      return full;
    }
    const gained = (now - bucket.at) * this.#perMinute / 60_000;
    bucket.tokens = Math.min(this.#perMinute, bucket.tokens + Math.max(0, gained));
    bucket.at = now;
    return bucket;
  }
}
