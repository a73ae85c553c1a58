/** What counts for a rate. */
const WINDOW_MS = 10_000;

/** How many records come a second. */
export class RateMeter {
  #counts: { at: number; records: number }[] = [];

  /** Counts records that came at a time, in milliseconds since 1970. */
  add(records: number, at: number): void {
    if (records > 0) this.#counts.push({ at, records });
    this.#forget(at);
  }

  /** Records per second over the last ten seconds. */
  rate(now: number): number {
    this.#forget(now);
    return this.#counts.reduce((sum, { records }) => sum + records, 0) / (WINDOW_MS / 1000);
  }

  #forget(now: number): void {
    const first = this.#counts.findIndex(({ at }) => now - at < WINDOW_MS);
    this.#counts = first < 0 ? [] : this.#counts.slice(first);
  }
}
