/** After so many days without use an item is new again. */
const DAYS_REMEMBERED = 28;
/** With more pairs than this, items are new again earlier. */
const MOST_PAIRS = 2_000_000;

/**
 * Which hosts have used which items, such as ports, networks or countries: what is new for a host,
 * and how many others have it.
 *
 * Memory grows with the pairs of host and item of the last 28 days, and of fewer days where these are
 * more than two million.
 */
export class KnownItems {
  /** For each item and host the last day of use; negative where it must not count as known. */
  readonly #items = new Map<number, Map<number, number>>();
  #pairs = 0;
  readonly #mostPairs: number;

  constructor(mostPairs: number = MOST_PAIRS) {
    this.#mostPairs = mostPairs;
  }

  /** Pairs that are remembered. */
  get pairs(): number {
    return this.#pairs;
  }

  /** Whether the host has used the item on a day that is trusted. */
  isKnown(host: number, item: number): boolean {
    return (this.#items.get(item)?.get(host) ?? -1) > 0;
  }

  /** How many hosts other than this one have used the item, today's included once they are noted. */
  othersWith(item: number, host: number): number {
    const hosts = this.#items.get(item);
    return hosts ? hosts.size - (hosts.has(host) ? 1 : 0) : 0;
  }

  /** Notes a use of today without calling it usual for the host yet. */
  note(host: number, item: number, day: number): void {
    let hosts = this.#items.get(item);
    if (!hosts) this.#items.set(item, hosts = new Map());
    const before = hosts.get(host);
    if (before === undefined) {
      hosts.set(host, -day);
      this.#pairs++;
    } else if (before < 0) hosts.set(host, -day);
  }

  /** Calls a use usual for the host. */
  learn(host: number, item: number, day: number): void {
    this.note(host, item, day);
    this.#items.get(item)!.set(host, day);
  }

  /** Forgets what was not used for long. */
  forget(day: number): void {
    let days = DAYS_REMEMBERED;
    this.#forgetOlder(day, days);
    while (this.#pairs > this.#mostPairs && days > 1) this.#forgetOlder(day, days >>= 1);
  }

  #forgetOlder(day: number, days: number): void {
    for (const [item, hosts] of this.#items) {
      for (const [host, last] of hosts) {
        if (day - Math.abs(last) <= days) continue;
        hosts.delete(host);
        this.#pairs--;
      }
      if (hosts.size === 0) this.#items.delete(item);
    }
  }

  /**
   * Share of uses that are the only one of their item: how likely the next use is one of an item
   * never seen.
   *
   * Source: I. Good, "The population frequencies of species and the estimation of population
   * parameters", Biometrika 40, 1953.
   */
  unseenMass(): number {
    let alone = 0;
    for (const hosts of this.#items.values()) if (hosts.size === 1) alone++;
    return (alone + 1) / (this.#pairs + 2);
  }
}
