/** No estimate before this much time has passed: the first moments say little. */
const LEAST_SECONDS = 1.5;

/** Estimates when work ends, from how much is done and how long it took. */
export class Eta {
  readonly #start: number;

  /** @param now the time in milliseconds, such as `performance.now()` */
  constructor(now: number) {
    this.#start = now;
  }

  /**
   * Estimated seconds to the end.
   *
   * @param fraction share of the work done, 0 to 1
   * @param now the time in milliseconds
   * @returns `undefined` until there is a basis for an estimate
   */
  estimate(fraction: number, now: number): number | undefined {
    const seconds = (now - this.#start) / 1000;
    if (seconds < LEAST_SECONDS || fraction <= 0.02) return undefined;
    return Math.max(0, seconds / Math.min(fraction, 1) - seconds);
  }
}
